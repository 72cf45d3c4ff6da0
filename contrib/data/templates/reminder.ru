Subject: {!subject}Небольшое напоминание
{?informal}Привет, {given_name}!
{!informal}Здравствуйте, {given_name}!
{?informal}{!given_name}Привет!
{!informal}{!given_name}Здравствуйте!

Хочу напомнить о своём письме: возможно, оно затерялось среди других.
 {?long_silence}Мы уже {long_silence} не были на связи.

Мой вопрос был такой: «{my_question}»

{?informal}Достаточно пары слов, а если сейчас неудобно, просто дай знать.
{!informal}Достаточно пары слов, а если сейчас неудобно, просто дайте знать.

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
