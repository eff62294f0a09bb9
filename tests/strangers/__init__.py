"""Updates by chance, the same for one seed: what people send, what Telegram knows besides, and all of it damaged."""
