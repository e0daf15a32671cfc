"""The personal app: pages, the one queue, the outbox. It does not know where it runs."""
