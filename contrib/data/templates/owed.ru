Subject: {!subject}{?informal}Твоё письмо
Subject: {!subject}{!informal}Ваше письмо
{?informal}Привет, {given_name}!
{!informal}Здравствуйте, {given_name}!
{?informal}{!given_name}Привет!
{!informal}{!given_name}Здравствуйте!

{?invitation}Спасибо за приглашение.
{!invitation}Спасибо за письмо.
 {?late}{?informal}Извини, что отвечаю только сейчас.
 {?late}{!informal}Извините, пожалуйста, что отвечаю только сейчас.
 {?long_silence}Мы уже {long_silence} не были на связи, это дольше, чем хотелось бы.

Отвечаю на вопрос: «{question}»

{?birthday}И, пользуясь случаем, с днём рождения!
{?anniversary}И, пользуясь случаем, поздравляю с годовщиной!
{?occasion}И, пользуясь случаем, с праздником!

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
