"""The tables of who is who: persons, bodies, memberships, mandates, and the reference tables they lean on."""

from django.db import models


class Person(models.Model):
    """Somebody, known elsewhere only by `ref`. `latin_*` are filled where the name is written in another script."""

    ref = models.UUIDField(unique=True)
    family = models.TextField(blank=True)
    given = models.TextField(blank=True)
    latin_family = models.TextField(blank=True)
    latin_given = models.TextField(blank=True)
    language = models.CharField(max_length=2)
    email = models.TextField(blank=True)
    erased = models.BooleanField(default=False)


class Body(models.Model):
    """An authority, municipality, post or company, known elsewhere by its code."""

    code = models.CharField(max_length=64, primary_key=True)
    kind = models.CharField(max_length=32)
    name_fr = models.TextField()
    name_nl = models.TextField()
    name_de = models.TextField()
    name_en = models.TextField()
    languages = models.CharField(max_length=16)
    enterprise_number = models.CharField(max_length=10, null=True, unique=True)


class Membership(models.Model):
    """A person holds a role for a body ("" for the worker, who stands for nobody else), first and last day included."""

    person = models.UUIDField()
    role = models.CharField(max_length=32)
    body = models.CharField(max_length=64, blank=True, db_index=True)
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "role", "body", "from_on"], name="people_one_membership"),
            models.UniqueConstraint(
                fields=["person", "role", "body"], condition=models.Q(from_on=None), name="people_one_membership_without_a_start"
            ),
        ]


class Mandate(models.Model):
    """A body lets another one act for it in a role, first and last day included; from the day it is revoked it holds no more."""

    grantor = models.CharField(max_length=64)
    holder = models.CharField(max_length=64, db_index=True)
    role = models.CharField(max_length=32)
    from_on = models.DateField()
    until_on = models.DateField(null=True)
    revoked_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["grantor", "holder", "role", "from_on"], name="people_one_mandate")]


class Absence(models.Model):
    """Somebody is absent up to and including this day: colleagues may take over what they have in hand."""

    person = models.UUIDField(primary_key=True)
    until_on = models.DateField()


class KeptView(models.Model):
    """A view of the work list under a name that somebody gave it, for themselves or for everybody at the desk."""

    id = models.UUIDField(primary_key=True)
    person = models.UUIDField()
    role = models.CharField(max_length=32)
    body = models.CharField(max_length=64)
    name = models.CharField(max_length=60)
    asks = models.TextField()
    shared = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["role", "body"], name="people_kept_view_of_a_desk")]


class HiddenColumns(models.Model):
    """The columns of the work list that a person does not want to see, by name."""

    person = models.UUIDField(primary_key=True)
    names = models.CharField(max_length=200)


class Presence(models.Model):
    """Somebody behind the counter had the page of this file open at this moment; forgotten within hours."""

    pk = models.CompositePrimaryKey("case", "person")
    case = models.UUIDField()
    person = models.UUIDField()
    role = models.CharField(max_length=32)
    body = models.CharField(max_length=64)
    seen_at = models.DateTimeField(db_index=True)


class ReferenceTable(models.Model):
    """Which file of reference data was loaded last, by the digest of what it was made from."""

    name = models.CharField(max_length=64, primary_key=True)
    digest = models.CharField(max_length=64)


class Country(models.Model):
    """A country or another issuer of passports; `third_country` is empty where it is not a nationality."""

    code = models.CharField(max_length=3, primary_key=True)
    alpha2 = models.CharField(max_length=2, blank=True)
    icao_mrz = models.CharField(max_length=3, blank=True)
    kind = models.CharField(max_length=32)
    name_fr = models.TextField()
    name_nl = models.TextField()
    name_de = models.TextField()
    name_en = models.TextField()
    eea = models.BooleanField()
    schengen = models.BooleanField()
    third_country = models.BooleanField(null=True)


class Municipality(models.Model):
    """A municipality code in the years it was valid, and the one that followed."""

    nis = models.CharField(max_length=5, primary_key=True)
    name_official = models.TextField()
    name_fr = models.TextField()
    name_nl = models.TextField()
    name_de = models.TextField()
    name_en = models.TextField()
    languages = models.CharField(max_length=16)
    facilities = models.CharField(max_length=16, blank=True)
    territory = models.CharField(max_length=3)
    authority = models.CharField(max_length=64)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    successor = models.CharField(max_length=5, blank=True)


class Post(models.Model):
    """A diplomatic or consular post."""

    code = models.CharField(max_length=8, primary_key=True)
    country = models.CharField(max_length=3)
    kind = models.CharField(max_length=32)
    name_fr = models.TextField()
    name_nl = models.TextField()
    name_de = models.TextField()
    name_en = models.TextField()
    in_service = models.BooleanField()
    verified = models.BooleanField()


class PostalCode(models.Model):
    """A postal code and one of its localities, with the municipality they lie in."""

    code = models.CharField(max_length=4)
    nis = models.CharField(max_length=5)
    locality = models.TextField()
    locality_fr = models.TextField(blank=True)
    locality_nl = models.TextField(blank=True)
    locality_de = models.TextField(blank=True)
    kind = models.CharField(max_length=16)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "nis", "locality"], name="people_one_locality")]


class Term(models.Model):
    """One entry of a classification that somebody else keeps: an occupation, a sector, a joint committee. `key` is kind and code."""

    key = models.CharField(max_length=32, primary_key=True)
    kind = models.CharField(max_length=20, db_index=True)
    code = models.CharField(max_length=10)
    name_fr = models.TextField()
    name_nl = models.TextField()
    name_de = models.TextField()
    name_en = models.TextField()
    verified = models.BooleanField()


class News(models.Model):
    """How a person chose to hear that there is news."""

    person = models.UUIDField(primary_key=True)
    way = models.CharField(max_length=8)


class Invitation(models.Model):
    """A worker is invited to a draft or file of this id; `code` and `born` are blinded, `wrong` counts wrong days of birth since it was sent."""

    case = models.UUIDField(primary_key=True)
    person = models.UUIDField()
    body = models.CharField(max_length=64)
    code = models.CharField(max_length=64, unique=True)
    born = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    times = models.PositiveSmallIntegerField()
    ends_on = models.DateField()
    wrong = models.PositiveSmallIntegerField(default=0)
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)


class Head(models.Model):
    """Who is the head of a desk: told before a time limit to decide ends. Counts only while they hold the role for the body."""

    person = models.UUIDField()
    role = models.CharField(max_length=32)
    body = models.CharField(max_length=64)
    named_by = models.UUIDField(null=True)
    from_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ended_by = models.UUIDField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["role", "body", "person"], condition=models.Q(ended_on=None), name="people_one_head")]
