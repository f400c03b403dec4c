"""Name the first head of a desk; from then on heads name each other on the page of the desk."""

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare whom, and of which desk."""
    parser.add_argument("person", help="their e-mail address or reference")
    parser.add_argument("role", help="the role of the desk, as the law names it: work_authority, stay_authority")
    parser.add_argument("body", help="the code of the authority, as authorities.yaml names it")


def run(options: argparse.Namespace) -> int:
    """Name somebody who works at the desk today; 1 with a sentence for anybody else."""
    from guichet.site.start import start_safely

    start_safely("head")
    from guichet.people.heads import make_head, person_at
    from guichet.site import clock

    person = person_at((options.role, options.body), options.person, clock.today())
    if not person:
        print(f"Nobody of {options.body} who holds the role {options.role} today has this address or reference. Make them known there first.")
        return 1
    make_head(person, options.role, options.body, clock.today())
    print(f"Head of {options.body} as {options.role} from today on.")
    return 0
