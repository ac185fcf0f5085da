"""Every Chinese sentence a person reads; one function per message."""
