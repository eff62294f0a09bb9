"""What can go wrong with what is remembered; each message says what to do next."""


class StoreError(Exception):
    """Base of what can go wrong here; each message says what to do next.

    StoreError
    ├── Conflict         another process moved this chat first: load again and redo the step
    ├── AlreadyHandled   the update was committed before: a redelivery, nothing to do
    ├── Unusable         the database cannot be opened, is locked, or comes from a newer version
    ├── Unreadable       a row cannot be decrypted or understood
    └── NotNow           the disk is full, or the database is busy or out of reach: try again later
    """


class Conflict(StoreError):
    """Another process moved this chat first; load again and redo the step."""


class AlreadyHandled(StoreError):
    """This update was committed before."""


class Unusable(StoreError):
    """The database cannot be used at all; the message says why and what to do."""


class Unreadable(StoreError):
    """What is stored cannot be decrypted or understood with the keys given.

    `version` is that of the chat, where one was being loaded: it can still be begun anew.
    """

    version: int = 0


class NotNow(StoreError):
    """The disk is full or failing, or the database is busy or out of reach. Trying again later may help.

    Nothing was written, or, where the connection broke at the very end, it is not known whether
    something was: an update tried again is then found handled.
    """
