Subject: {!subject}{?informal}Как дела?
Subject: {!subject}{!informal}Как Ваши дела?
{?informal}Привет, {given_name}!
{!informal}Здравствуйте, {given_name}!
{?informal}{!given_name}Привет!
{!informal}{!given_name}Здравствуйте!

{?informal}Хочется узнать, как у тебя дела.
{!informal}Хочется узнать, как у Вас дела.
 {?long_silence}Мы уже {long_silence} не были на связи, это дольше, чем хотелось бы.

{?informal}Что нового? Напиши пару строк, когда будет время.
{!informal}Что у Вас нового? Напишите, пожалуйста, пару строк, когда будет время.

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
