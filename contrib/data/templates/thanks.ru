Subject: {!subject}Спасибо
{?informal}Привет, {given_name}!
{!informal}Здравствуйте, {given_name}!
{?informal}{!given_name}Привет!
{!informal}{!given_name}Здравствуйте!

{?informal}Хочу сказать тебе спасибо:
{!informal}Хочу поблагодарить Вас:

[За что и что из этого вышло]

{?informal}Если я смогу чем-нибудь помочь в ответ, дай знать.
{!informal}Если я смогу чем-нибудь помочь в ответ, дайте, пожалуйста, знать.

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
