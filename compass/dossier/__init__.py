"""What a dossier says, how it is drawn, sealed, kept and verified. Knows neither Flask nor a database."""
