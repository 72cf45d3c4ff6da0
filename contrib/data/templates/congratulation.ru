Subject: {?birthday}С днём рождения!
Subject: {?anniversary}С годовщиной!
Subject: Поздравляю!
{?informal}Привет, {given_name}!
{!informal}Здравствуйте, {given_name}!
{?informal}{!given_name}Привет!
{!informal}{!given_name}Здравствуйте!

{?birthday}С днём рождения!
{?anniversary}Поздравляю с годовщиной!
{!birthday}{!anniversary}Поздравляю!
 {?informal}Желаю тебе здоровья, радости и побольше хороших дней.
 {!informal}Желаю Вам здоровья, радости и побольше хороших дней.

{?long_silence}Мы уже {long_silence} не были на связи, и это хороший повод написать.
 {?informal}Как ты? Расскажи, что нового, когда будет время.
 {!informal}Как Ваши дела? Напишите, пожалуйста, что нового, когда будет время.

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
