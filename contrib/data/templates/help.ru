Subject: {!subject}Могу ли я чем-нибудь помочь?
{?informal}Привет, {given_name}!
{!informal}Здравствуйте, {given_name}!
{?informal}{!given_name}Привет!
{!informal}{!given_name}Здравствуйте!

{?informal}Надеюсь, у тебя всё хорошо.
{!informal}Надеюсь, у Вас всё хорошо.
 {?long_silence}Мы уже {long_silence} не были на связи.

{?informal}Если я могу чем-нибудь помочь, советом, знакомством или свежим взглядом, просто напиши.
{!informal}Если я могу чем-нибудь помочь, советом, знакомством или свежим взглядом, просто напишите.

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
