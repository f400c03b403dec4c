"""The e-mail that tells the head of a desk that a time limit to decide is near its end: how many days, and nothing of the file."""

SUBJECT = {
    "fr": "Un délai de décision de votre service se termine bientôt",
    "nl": "Een beslissingstermijn van uw dienst loopt bijna af",
    "de": "Eine Entscheidungsfrist Ihrer Behörde läuft bald ab",
    "en": "A time limit to decide of your desk ends soon",
}
TEXT = {
    "fr": "Un délai de décision se termine. Jours restants\u00a0: {days}.\n\nSans décision, le silence a l’effet que la loi prévoit. "
    "Le dossier est en tête de la liste de travail\u00a0:\n{link}/work\n",
    "nl": "Een beslissingstermijn loopt af. Dagen over: {days}.\n\nZonder beslissing heeft het stilzwijgen het gevolg dat de wet bepaalt. "
    "Het dossier staat bovenaan de werklijst:\n{link}/work\n",
    "de": "Eine Entscheidungsfrist läuft ab. Verbleibende Tage: {days}.\n\nOhne Entscheidung hat das Schweigen die Wirkung, die das Gesetz vorsieht. "
    "Die Akte steht oben auf der Arbeitsliste:\n{link}/work\n",
    "en": "A time limit to decide is ending. Days left: {days}.\n\nWithout a decision, silence has the effect that the law gives it. "
    "The file is at the top of the work list:\n{link}/work\n",
}
