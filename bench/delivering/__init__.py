"""The parts of bench/delivery.py: real processes, and Telegram apart on a real port."""
