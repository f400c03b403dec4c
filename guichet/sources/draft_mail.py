"""The e-mail that reminds of a draft which will be destroyed: no name, no content, only that and where to sign in."""

SUBJECT = {
    "fr": "Un de vos brouillons sera bientôt détruit",
    "nl": "Een van uw ontwerpen wordt binnenkort vernietigd",
    "de": "Einer Ihrer Entwürfe wird bald vernichtet",
    "en": "One of your drafts will soon be destroyed",
}
TEXT = {
    "fr": "Vous avez commencé une demande dans Guichet et n’y avez plus touché depuis longtemps. Elle sera bientôt détruite.\n\n"
    "Pour la garder, connectez-vous et ouvrez-la dans vos demandes :\n{link}\n\n"
    "Sinon, ne faites rien. Ce message ne contient rien de la demande, exprès.\n",
    "nl": "U bent in Guichet een aanvraag begonnen en hebt er al lang niet meer aan gewerkt. Ze wordt binnenkort vernietigd.\n\n"
    "Meld u aan en open ze bij uw aanvragen om ze te bewaren:\n{link}\n\nDoe anders niets. Dit bericht bevat met opzet niets uit de aanvraag.\n",
    "de": "Sie haben in Guichet einen Antrag begonnen und lange nicht daran gearbeitet. Er wird bald vernichtet.\n\n"
    "Um ihn zu behalten, melden Sie sich an und öffnen ihn bei Ihren Anträgen:\n{link}\n\n"
    "Tun Sie sonst nichts. Diese Nachricht enthält absichtlich nichts aus dem Antrag.\n",
    "en": "You began an application in Guichet and have not touched it for a long time. It will soon be destroyed.\n\n"
    "To keep it, sign in and open it among your applications:\n{link}\n\n"
    "Else do nothing. This message contains nothing of the application, on purpose.\n",
}
