from datetime import timedelta

import pytest
from django.core.signing import Signer
from django.urls import resolve

from accounts import links
from accounts.links import ActingLink, LinkDead, Purpose
from accounts.models import SignedLink
from tests.factories.accounts import ContactFactory

WEEK = timedelta(days=7)


@pytest.fixture
def contact(db):
    return ContactFactory()


@pytest.fixture
def token(contact, now):
    return links.mint(
        Purpose.INVITATION, contact=contact, subject="7", now=now, expires_in=WEEK
    )


def test_link_read_names_contact_and_subject(contact, token, now):
    link = links.read(token, Purpose.INVITATION, now=now)

    assert (link.contact, link.subject) == (contact, "7")


def test_link_read_again_and_again_changes_nothing(token, now):
    before = list(SignedLink.objects.values())

    for _prefetch in range(3):
        links.read(token, Purpose.INVITATION, now=now)

    assert list(SignedLink.objects.values()) == before


def test_token_is_stored_nowhere(token, contact):
    stored = " ".join(str(row) for row in SignedLink.objects.values())

    assert token not in stored
    assert token.rpartition(":")[2] not in stored


@pytest.mark.parametrize(
    "spoil",
    [
        lambda token: "",
        lambda token: token[:-1],
        lambda token: token[:-1] + ("A" if token[-1] != "A" else "B"),
        lambda token: "x" + token,
        lambda token: token.split(":")[0],
        lambda token: token + "=",
    ],
)
def test_link_tampered_is_dead(token, now, spoil):
    with pytest.raises(LinkDead, match="not complete"):
        links.read(spoil(token), Purpose.INVITATION, now=now)


def test_link_of_another_purpose_is_dead(token, now):
    with pytest.raises(LinkDead, match="not complete"):
        links.read(token, Purpose.UNSUBSCRIBE, now=now)


def test_link_signed_for_another_contact_than_the_row_is_dead(contact, token, now):
    link = SignedLink.objects.get()
    forged = Signer(salt="accounts.links.invitation").sign_object(
        [link.pk, contact.pk + 1, "7"]
    )

    with pytest.raises(LinkDead, match="not complete"):
        links.read(forged, Purpose.INVITATION, now=now)


def test_link_expired_is_dead(token, now):
    assert links.read(token, Purpose.INVITATION, now=now + WEEK - timedelta(seconds=1))

    with pytest.raises(LinkDead, match="expired"):
        links.read(token, Purpose.INVITATION, now=now + WEEK)


def test_link_used_is_dead(token, now):
    links.use(links.read(token, Purpose.INVITATION, now=now), now=now)

    with pytest.raises(LinkDead, match="has been used"):
        links.read(token, Purpose.INVITATION, now=now)


def test_link_used_twice_at_once_works_once(token, now):
    first = links.read(token, Purpose.INVITATION, now=now)
    second = links.read(token, Purpose.INVITATION, now=now)
    links.use(first, now=now)

    with pytest.raises(LinkDead):
        links.use(second, now=now)


def test_link_revoked_is_dead(contact, token, now):
    killed = links.revoke(Purpose.INVITATION, contact=contact, subject="7", now=now)

    assert killed == 1
    with pytest.raises(LinkDead, match="withdrawn"):
        links.read(token, Purpose.INVITATION, now=now)


def test_revoke_leaves_other_subjects_alone(contact, token, now):
    links.revoke(Purpose.INVITATION, contact=contact, subject="8", now=now)

    assert links.read(token, Purpose.INVITATION, now=now)


def test_lasting_link_minted_twice_is_one_row(contact, now):
    def mint(at):
        return links.mint(
            Purpose.UNSUBSCRIBE,
            contact=contact,
            subject="digest",
            now=at,
            expires_in=None,
        )

    assert mint(now) == mint(now + WEEK)
    assert SignedLink.objects.count() == 1
    assert links.read(mint(now), Purpose.UNSUBSCRIBE, now=now + 520 * WEEK)


def test_lasting_link_revoked_is_minted_anew(contact, now):
    def mint():
        return links.mint(
            Purpose.UNSUBSCRIBE,
            contact=contact,
            subject="digest",
            now=now,
            expires_in=None,
        )

    old = mint()
    links.revoke(Purpose.UNSUBSCRIBE, contact=contact, subject="digest", now=now)
    new = mint()

    assert new != old
    assert links.read(new, Purpose.UNSUBSCRIBE, now=now)
    with pytest.raises(LinkDead, match="withdrawn"):
        links.read(old, Purpose.UNSUBSCRIBE, now=now)


@pytest.fixture
def acting(now) -> ActingLink:
    return ActingLink(Purpose.ASK, "12", "intake:asked", now + WEEK)


def token_of(path: str) -> str:
    return resolve(path).kwargs["token"]


def test_acting_link_survives_being_stored(acting):
    assert ActingLink.from_plain(acting.as_plain()) == acting


def test_acting_link_leads_to_its_page_and_names_contact_and_subject(
    acting, contact, now
):
    path = acting.path_for(contact, now=now)

    link = links.read(token_of(path), Purpose.ASK, now=now)
    assert resolve(path).view_name == "intake:asked"
    assert (link.contact, link.subject) == (contact, "12")
    assert link.expires_at == now + WEEK


def test_acting_link_asked_for_again_is_the_same(acting, contact, now):
    paths = {acting.path_for(contact, now=now + n * WEEK / 9) for n in range(3)}

    assert len(paths) == 1
    assert SignedLink.objects.count() == 1


def test_acting_link_of_another_contact_is_another(acting, contact, now):
    mine = acting.path_for(contact, now=now)

    assert acting.path_for(ContactFactory(), now=now) != mine


@pytest.mark.parametrize("end", ["used", "revoked"])
def test_acting_link_that_died_is_not_brought_back(acting, contact, now, end):
    token = token_of(acting.path_for(contact, now=now))
    if end == "used":
        links.use(links.read(token, Purpose.ASK, now=now), now=now)
    else:
        links.revoke(Purpose.ASK, contact=contact, subject="12", now=now)

    again = token_of(acting.path_for(contact, now=now))

    assert again == token
    with pytest.raises(LinkDead):
        links.read(again, Purpose.ASK, now=now)


def test_find_tells_of_a_dead_link_too(contact, token, now):
    links.revoke(Purpose.INVITATION, contact=contact, subject="7", now=now)

    assert links.find(token, Purpose.INVITATION).revoked_at == now


def test_tampered_link_costs_no_query(token, django_assert_num_queries):
    with django_assert_num_queries(0), pytest.raises(LinkDead):
        links.find("x" + token, Purpose.INVITATION)


def test_revoke_leaves_used_links_as_they_are(contact, token, now):
    links.use(links.read(token, Purpose.INVITATION, now=now), now=now)

    killed = links.revoke(Purpose.INVITATION, contact=contact, subject="7", now=now)

    assert killed == 0
