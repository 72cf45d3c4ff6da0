Subject: {!subject}Возможно, пригодится
{?informal}Привет, {given_name}!
{!informal}Здравствуйте, {given_name}!
{?informal}{!given_name}Привет!
{!informal}{!given_name}Здравствуйте!

{?informal}Хочу поделиться тем, что может тебе пригодиться:
{!informal}Хочу поделиться тем, что может Вам пригодиться:

[Что это и где это найти]

Если не пригодится, ничего страшного.
 {?long_silence}{?informal}Мы уже {long_silence} не были на связи: как ты?
 {?long_silence}{!informal}Мы уже {long_silence} не были на связи: как у Вас дела?

{?booking}Если удобнее поговорить, время можно выбрать здесь:
{booking}

{?topics}[Темы. Лишнее удалить:]
{topics}

{?reminder}[Напоминание. Удалить перед отправкой:]
{reminder}

{?notes}[Заметки. Удалить перед отправкой:]
{notes}

{?informal}Всего доброго,
{?informal}{my_given_name}
{!informal}С уважением,
{!informal}{my_name}
