"""Notifications: what a player who is away is told, by webhook and by e-mail.

`occasions` says what is worth a notification, `wording` how it reads; `contacts` keeps where it goes; `delivery` is the
life of one, without any I/O; `outbox` makes it durable and bounded; `courier` takes what is due to `webhooks` and
`mail`; `notifier` puts them together. To tell of another kind of event begin at `occasions`.
"""
