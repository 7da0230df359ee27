"""What desk, server and command line share about the phones that join over the local network."""
