#include "plugin/role.h"

#include <glib.h>
#include <string.h>

/* Words of local parts, each between blanks. Names of people are not among them, however
 * often they are offices too. */
static const char roles[] =
	/* of the net, in English */
	" abuse hostmaster postmaster webmaster sysadmin root noc nobody mailer daemon"
	" noreply donotreply reply robot bot bounce bounces notification notifications"
	" notify alert alerts newsletter newsletters digest mailing list lists listserv"
	" majordomo mailman"
	/* English */
	" info information informations contact contacts hello hi enquiry enquiries inquiry"
	" inquiries mail email post mailbox office offices reception frontdesk concierge"
	" admin admins administrator administration management secretary secretariat"
	" help helpdesk support service services servicedesk customerservice customercare"
	" customer customers care client clients feedback complaints"
	" account accounts accounting accountspayable billing finance invoice invoices"
	" payment payments payroll procurement purchasing receipts"
	" sales order orders shop store booking bookings reservation reservations delivery"
	" shipping tickets events event registration conference"
	" career careers job jobs hr humanresources people recruiting recruitment talent"
	" hiring staff team everyone all crew"
	" marketing media news press pr publicity communications editor editors editorial"
	" advertising ads legal privacy compliance security dpo gdpr"
	" member members membership community volunteer volunteers donations"
	" registrar admissions library alumni department dept desk it tech ops"
	" system systems web website online"
	/* German */
	" kontakt auskunft buero sekretariat verwaltung empfang zentrale poststelle"
	" kundenservice kundendienst kundenbetreuung beratung hilfe dienst"
	" buchhaltung rechnung rechnungen mahnung einkauf vertrieb verkauf bestellung"
	" bestellungen versand bewerbung bewerbungen personal personalabteilung"
	" presse redaktion werbung datenschutz impressum mitglieder verein vorstand"
	" praxis anmeldung buchung reservierung veranstaltungen nachrichten"
	/* French */
	" contactez accueil renseignements secretariat bureau administratif aide"
	" assistance clientele serviceclient sav comptabilite facture factures facturation"
	" achats commande commandes ventes vente boutique recrutement rh emploi emplois"
	" redaction actualites juridique adherents inscription inscriptions direction"
	/* Spanish, Catalan */
	" contacto informacion informacio oficina secretaria administracion recepcion ayuda"
	" soporte atencion atencionalcliente cliente clientes facturacion facturas "
	"contabilidad"
	" compras pedidos ventas tienda reservas empleo rrhh prensa noticias privacidad"
	" socios comunicacion"
	/* Portuguese */
	" contato informacoes informacao escritorio atendimento suporte ajuda faturamento"
	" financeiro vendas compra loja imprensa noticias sac recursoshumanos"
	/* Italian */
	" contatti informazioni ufficio segreteria amministrazione assistenza aiuto clienti"
	" servizioclienti fatture fatturazione contabilita acquisti ordini vendite negozio"
	" prenotazioni lavoro risorseumane stampa redazione notizie soci pec direzione"
	/* Dutch */
	" informatie klantenservice receptie secretariaat administratie boekhouding"
	" facturen factuur inkoop verkoop bestellingen winkel vacatures personeelszaken"
	" pers redactie nieuws nieuwsbrief leden reserveringen hulp"
	/* Swedish, Danish, Norwegian, Finnish */
	" kundtjanst kundservice kundeservice kundesenter reception ekonomi faktura"
	" fakturor bestilling order ordre butik salg salj forsaljning personale"
	" rekrytering pressen nyheder nyheter redaktionen medlem kontor kontoret post"
	" asiakaspalvelu tiedotus toimisto laskutus laskut myynti tilaukset tuki rekry"
	" uutiset"
	/* Polish, Czech, Slovak */
	" biuro sekretariat obsluga pomoc wsparcie ksiegowosc faktury zamowienia sprzedaz"
	" sklep kadry praca rekrutacja redakcja prasa informacja informacje"
	" kancelar podatelna obchod objednavky ucetni ucetnictvi fakturace podpora"
	" zakaznik prodej redakce tisk recepce rezervace"
	/* Russian, Ukrainian, as they are spelt in Latin letters */
	" pochta spravka priemnaya podderzhka pomosch zakaz zakazy prodazhi buhgalteria"
	" kadry otdel pressa redakciya redaktsia novosti magazin"
	/* Hungarian, Romanian, Turkish */
	" kapcsolat iroda ugyfelszolgalat szamlazas rendeles ertekesites hirek"
	" secretariat contabilitate comenzi vanzari relatii"
	" bilgi iletisim destek satis muhasebe siparis musteri basin ";

/* Words that only say which of several offices it is. */
static const char kinds[] = " central europe general group int intern international global"
			    " main my north nord south sud east ost west the and your ";

static bool
has_word(const char *words, const char *word)
{
	g_autofree char *key = g_strdup_printf(" %s ", word);

	return strstr(words, key) != NULL;
}

/* Of two letters, it is a country or a language. */
static bool
is_kind(const char *word)
{
	return strlen(word) <= 2 || has_word(kinds, word);
}

/* Each separator and each digit parts words; "no-reply" and its like are one. */
static char **
split(const char *email)
{
	g_autofree char *local = g_ascii_strdown(email, (gssize)strcspn(email, "@"));
	g_autoptr(GString) text = g_string_new(g_strdelimit(local, "-._+=0123456789", ' '));

	g_string_replace(text, "do not reply", "donotreply", 0);
	g_string_replace(text, "no reply", "noreply", 0);
	return g_strsplit(text->str, " ", -1);
}

bool
role_is(const char *email)
{
	g_auto(GStrv) words = split(email);
	bool found = false;

	for (char **word = words; *word != NULL; word++) {
		if (**word == '\0')
			continue;
		if (has_word(roles, *word))
			found = true;
		else if (!is_kind(*word))
			return false;
	}
	return found;
}
