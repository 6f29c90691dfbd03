"""Pages and routes: health, the webhook, the practice Telegram."""
