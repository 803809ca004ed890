"""What a dossier says, how it is drawn, sealed, kept and verified. No Flask, no database."""
