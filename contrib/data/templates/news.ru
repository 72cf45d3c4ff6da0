Subject: {!subject}Что нового?
{?informal}Привет, {given_name}!
{!informal}Здравствуйте, {given_name}!
{?informal}{!given_name}Привет!
{!informal}{!given_name}Здравствуйте!

{?informal}Хочется узнать, что у тебя нового.
{!informal}Хочется узнать, что у Вас нового.
 {?long_silence}Мы уже {long_silence} не были на связи.

{?informal}Чем сейчас занимаешься и как ты вообще?
{!informal}Чем Вы сейчас заняты, как идут дела?

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
