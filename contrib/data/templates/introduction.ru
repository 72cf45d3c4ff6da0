Subject: Знакомство: {my_name}
Subject: Знакомство
{?informal}Привет, {given_name}!
{!informal}Здравствуйте, {given_name}!
{?informal}{!given_name}Привет!
{!informal}{!given_name}Здравствуйте!

Хочу представиться.
 {?my_name}Меня зовут {my_name}.

[Откуда знакомство и о чём письмо]

Буду ждать ответа.

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
