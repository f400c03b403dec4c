"""Every address of the counter and the page that answers it."""

from django.urls import path

from guichet.portals import acts, documents, draft_evidence, drafts, file_list, files, inbox, inspection, law_book, queues, sections, start, take_over

urlpatterns = [
    path("", start.start, name="start"),
    path("sign-in", start.sign_in, name="sign-in"),
    path("sign-out", start.sign_out, name="sign-out"),
    path("clock", start.clock_forward, name="clock"),
    path("files", file_list.list_files, name="files"),
    path("files/<str:number>", files.file_page, name="file"),
    path("files/<str:number>/receipt", files.receipt_page, name="receipt"),
    path("files/<str:number>/do/<str:act>", acts.act_page, name="act"),
    path("people", queues.queues_page, name="queues"),
    path("take-over", take_over.take_over, name="take-over"),
    path("e-box", inbox.inbox, name="inbox"),
    path("inspection", inspection.inspection, name="inspection"),
    path("documents/<str:identity>", documents.document, name="document"),
    path("applications", drafts.applications, name="applications"),
    path("applications/<str:draft_id>", drafts.draft_page, name="draft"),
    path("applications/<str:draft_id>/part/<str:section>", sections.section_page, name="section"),
    path("applications/<str:draft_id>/part/<str:section>/<str:question>", sections.section_page, name="question"),
    path("applications/<str:draft_id>/documents", draft_evidence.evidence_page, name="draft-evidence"),
    path("applications/<str:draft_id>/documents/remove", draft_evidence.remove_file, name="draft-remove"),
    path("session", start.stay, name="session"),
    path("applications/<str:draft_id>/check", drafts.check_page, name="draft-check"),
    path("law", law_book.law_list, name="law"),
    path("law/<str:procedure>", law_book.law_book, name="law-book"),
]
