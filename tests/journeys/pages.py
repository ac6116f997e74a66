"""Every page there is, with who opens it and in what state."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from playwright.sync_api import Page as Tab
from playwright.sync_api import Response

from tests.journeys.stack import DEMO_PASSWORD

STRANGER = ""
REQUESTER, POLICE = "abebe", "okafor"
TRIAGER, MANAGER, LEADER, ADMIN = "sato", "marsh", "delgado", "novak"
RECORDS, TWO_FACTORS = "quist", "brandt"

SECTIONS = ("INT", "SIZ", "NET", "SEC", "DAT", "OPS", "SKL", "VEN", "LEG", "PUB", "TIM")


@dataclass(frozen=True)
class Page:
    """One page in one state.

    :param name: of its address, or a path that has none.
    :param args: of its address; `{name}` stands for a fact of the scene.
    :param then: what the person does before the page is looked at; the answer they get.
    :param starts_at: name of the page where they do it, if it is another.
    :param status: of the answer that is looked at.
    """

    name: str
    who: str
    args: tuple[str, ...] = ()
    query: str = ""
    state: str = ""
    then: Callable[[Tab], Response | None] | None = None
    starts_at: str = ""
    status: int = 200

    def path(self, facts: dict[str, Any]) -> str:
        if self.name.startswith("/"):
            return self.name
        args = [arg.format(**facts) for arg in self.args]
        return reverse(self.starts_at or self.name, args=args) + self.query

    def __str__(self) -> str:
        parts = (self.who, self.name, *self.args, self.query, self.state)
        return " ".join(part for part in parts if part)


def sending(form: str = "main form") -> Callable[[Tab], Response | None]:
    """Send the form with whatever it holds, past the browser's own checks."""

    def send(tab: Tab) -> Response | None:
        with tab.expect_navigation() as arrival:
            tab.locator(form).first.evaluate(
                "(form) => { form.noValidate = true; form.requestSubmit(); }"
            )
        return arrival.value

    return send


def sign_in(tab: Tab, who: str) -> Response | None:
    """Type address and password on the page for it."""
    tab.get_by_label("E-mail").fill(f"{who}@harlowbend.example")
    tab.get_by_label("Password").fill(DEMO_PASSWORD)
    return sending()(tab)


def half_signed_in(tab: Tab) -> Response | None:
    return sign_in(tab, TWO_FACTORS)


def confirming_who_it_is(tab: Tab) -> Response | None:
    """Type the password again where the page asks for it first."""
    if not tab.get_by_label("Password").count():
        return None
    tab.get_by_label("Password").fill(DEMO_PASSWORD)
    return sending()(tab)


def without_its_secret(tab: Tab) -> Response | None:
    """Send the form as if its page had been open for too long."""
    tab.context.clear_cookies(name="csrftoken")
    return sending()(tab)


def deciding_too_late(tab: Tab) -> Response | None:
    """Decide on what somebody else has moved on."""
    tab.locator("#decide [value=declined]").check()
    tab.locator("#decide textarea[name=reason]").fill("No owner for its upkeep.")
    tab.locator("#decide [name=seen_version]").evaluate("(seen) => { seen.value -= 1 }")
    return sending("#decide form")(tab)


def writing_too_late(tab: Tab) -> Response | None:
    """Write a business case that somebody else has written since."""
    tab.get_by_label("What shows the need?").fill("31 complaints a year.")
    tab.locator("[name=seen_version]").evaluate("(seen) => { seen.value = 7 }")
    return sending()(tab)


def weighing_too_little(tab: Tab) -> Response | None:
    """Give a section two points less than the weights need to make 100."""
    tab.locator("[name=weight_NET]").fill("8")
    return sending()(tab)


def weighing_too_late(tab: Tab) -> Response | None:
    """Change weights of a draft that somebody else has changed."""
    tab.locator("[name=weight_NET]").fill("12")
    tab.locator("[name=seen_version]").evaluate("(seen) => { seen.value -= 1 }")
    return sending()(tab)


def giving_too_many_points(tab: Tab) -> Response | None:
    tab.get_by_label("Points of").first.fill("101")
    return sending()(tab)


def naming_no_draft(tab: Tab) -> Response | None:
    """Start a draft from tried weights without saying what it is for."""
    tab.get_by_label("Title of the new draft").fill("")
    return sending("#take")(tab)


def keeping_a_version(tab: Tab) -> Response | None:
    """Keep a version of the budget request, or open the one kept before."""
    if tab.locator(".gw-paper form").count():
        return sending(".gw-paper form")(tab)
    with tab.expect_navigation() as arrival:
        tab.get_by_role("link", name="Version 1").first.click()
    return arrival.value


def comparing_versions(tab: Tab) -> Response | None:
    """See what differs between a version and what is entered now."""
    keeping_a_version(tab)
    with tab.expect_navigation() as arrival:
        tab.get_by_role("link", name="Compare with now").click()
    return arrival.value


def cutting_too_late(tab: Tab) -> Response | None:
    """Take cuts into a draft that somebody else has changed."""
    seen = tab.locator("form[method=post] [name=seen_version]").last
    seen.evaluate("(seen) => { seen.value -= 1 }")
    return sending("main form[method=post]")(tab)


def pricing_too_late(tab: Tab) -> Response | None:
    """Set the price of a driver that somebody else has priced."""
    for name, text in {
        "price": "24000",
        "given": "15 Sep 2026",
        "source": "Quote 4711",
        "reason": "A quote of the city's own.",
    }.items():
        tab.locator(f"[name={name}]").fill(text)
    tab.locator("[name=seen_version]").evaluate("(seen) => { seen.value -= 1 }")
    return sending()(tab)


def choosing_a_list(tab: Tab) -> Response | None:
    """Give the import one person to add, one who is there and one mistake."""
    rows = (
        "email,name,department,roles\n"
        "holm@harlowbend.example,S. Holm,LIB,requester\n"
        "abebe@harlowbend.example,N. Abebe,CLK,requester\n"
        "not-an-address,R. Moss,NOWHERE,king\n"
    )
    tab.locator("input[type=file]").set_input_files(
        {"name": "people.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    )
    return sending()(tab)


PAGES = [
    # Strangers: getting in.
    Page("account_login", STRANGER),
    Page("account_login", STRANGER, state="nothing typed", then=sending()),
    Page("account_signup", STRANGER, state="closed"),
    Page("account_inactive", STRANGER),
    Page("account_reset_password", STRANGER),
    Page("account_reset_password", STRANGER, state="wrong", then=sending()),
    Page("account_reset_password_done", STRANGER),
    Page("account_reset_password_from_key", STRANGER, ("1", "no-such-key")),
    Page(
        "account_reset_password_from_key",
        STRANGER,
        ("{reset_of}", "{reset_key}"),
    ),
    Page("account_reset_password_from_key_done", STRANGER),
    Page("account_email_verification_sent", STRANGER),
    Page("account_confirm_email", STRANGER, ("no-such-key",)),
    Page("socialaccount_login_cancelled", STRANGER),
    Page("socialaccount_login_error", REQUESTER, status=401),
    Page("accounts:demo", STRANGER),
    Page("accounts:accept_invitation", STRANGER, ("{invitation}",)),
    Page(
        "accounts:accept_invitation",
        STRANGER,
        ("{invitation}",),
        state="nothing typed",
        then=sending(),
        status=422,
    ),
    Page("accounts:accept_invitation", STRANGER, ("no-such-link",), status=410),
    Page("notifications:unsubscribe", STRANGER, ("{unsubscribe}",)),
    Page("notifications:unsubscribe", STRANGER, ("no-such-link",), status=410),
    # Strangers: somebody asks them one question.
    Page("intake:asked", STRANGER, ("{question}",)),
    Page(
        "intake:asked",
        STRANGER,
        ("{question}",),
        state="nothing chosen",
        then=sending(),
        status=422,
    ),
    Page(
        "intake:asked",
        STRANGER,
        ("{question}",),
        state="sent back without a word",
        then=sending("main details form"),
        status=422,
    ),
    Page("intake:asked", STRANGER, ("{returned}",), state="sent back"),
    Page("intake:asked", STRANGER, ("no-such-link",), status=410),
    Page("intake:asked", REQUESTER, ("{question}",), state="not theirs", status=403),
    Page(
        "account_login",
        STRANGER,
        state="form too old",
        then=without_its_secret,
        status=403,
    ),
    Page("mfa_authenticate", STRANGER, then=half_signed_in, starts_at="account_login"),
    # A department that asks.
    Page("triage:mine", REQUESTER),
    Page("intake:new_idea", REQUESTER),
    Page(
        "intake:new_idea",
        REQUESTER,
        state="nothing typed",
        then=sending("#idea-form"),
        status=422,
    ),
    Page("intake:edit_idea", REQUESTER, ("{draft}",)),
    Page("triage:request", REQUESTER, ("{draft}",), state="draft"),
    Page("triage:request", REQUESTER, ("{sent}",), state="submitted"),
    Page("triage:request", REQUESTER, ("{asked}",), state="needs information"),
    Page("triage:request", REQUESTER, ("HB-2026-024",), state="decided"),
    Page("triage:request", POLICE, ("HB-2026-007",), state="in triage"),
    Page("triage:request", POLICE, ("HB-2026-001",), state="accepted, with money"),
    Page("triage:request", POLICE, ("HB-2026-012",), state="deferred"),
    Page("triage:budget_request", POLICE, ("HB-2026-001",)),
    Page("triage:budget_request", MANAGER, ("HB-2026-003",), state="not costed"),
    Page("triage:it_budget_request", LEADER),
    *(
        Page(
            f"triage:{of_it}{name}",
            MANAGER,
            args,
            state="one version",
            then=then,
            starts_at=f"triage:{of_it}budget_request",
        )
        for of_it, args in (("", ("HB-2026-021",)), ("it_", ()))
        for name, then in (
            ("budget_version", keeping_a_version),
            ("budget_compare", comparing_versions),
        )
    ),
    Page("triage:why", REQUESTER, ("{asked}",)),
    Page("triage:why", REQUESTER, ("{sent}",), state="judged once"),
    Page("triage:scores", REQUESTER, ("{asked}",)),
    Page("triage:score", REQUESTER, ("{asked}", "{first_score}"), state="the first"),
    Page("triage:score", MANAGER, ("{asked}", "{last_score}"), state="changed"),
    Page("intake:assessment", REQUESTER, ("{draft}",)),
    *(Page("intake:section", REQUESTER, ("{draft}", one)) for one in SECTIONS),
    Page("intake:section", REQUESTER, ("{asked}", "SEC"), state="answered"),
    Page("intake:answer", REQUESTER, ("{asked}", "SEC4"), state="asked by IT"),
    Page(
        "intake:answer",
        REQUESTER,
        ("{draft}", "INT1"),
        state="nothing chosen",
        then=sending(),
        status=422,
    ),
    Page("intake:answer", TRIAGER, ("{asked}", "SEC5"), state="by IT"),
    Page("intake:money", REQUESTER, ("{draft}",)),
    Page("intake:money", REQUESTER, ("{sent}",), state="nothing entered"),
    Page("intake:money", POLICE, ("HB-2026-007",), state="entered"),
    Page("intake:cost_line_new", REQUESTER, ("{draft}",)),
    Page(
        "intake:cost_line_new",
        REQUESTER,
        ("{draft}",),
        state="nothing typed",
        then=sending(),
        status=422,
    ),
    Page("intake:cost_line", REQUESTER, ("{draft}", "{cost}")),
    Page("intake:cost_line_remove", REQUESTER, ("{draft}", "{cost}")),
    Page("intake:cost_by_year_new", REQUESTER, ("{draft}",)),
    Page(
        "intake:cost_by_year_new",
        REQUESTER,
        ("{draft}",),
        state="nothing typed",
        then=sending(),
        status=422,
    ),
    Page("triage:request_money", REQUESTER, ("{draft}",)),
    Page("triage:request_money", REQUESTER, ("{sent}",), state="not costed"),
    Page("triage:request_money", POLICE, ("HB-2026-007",), state="entered"),
    Page("intake:funding_line_new", REQUESTER, ("{draft}",)),
    Page(
        "intake:funding_line_new",
        REQUESTER,
        ("{draft}",),
        state="nothing typed",
        then=sending(),
        status=422,
    ),
    Page("intake:funding_line", REQUESTER, ("{draft}", "{funding}")),
    Page("intake:business_case", REQUESTER, ("{draft}",)),
    Page("intake:business_case", LEADER, ("{draft}",), state="read only"),
    Page(
        "intake:business_case",
        REQUESTER,
        ("{draft}",),
        state="written too late",
        then=writing_too_late,
        status=409,
    ),
    Page("intake:withdraw", REQUESTER, ("{draft}",)),
    Page("intake:systems", REQUESTER),
    Page("intake:systems", REQUESTER, query="?q=nothing+like+it", state="no match"),
    Page("intake:system", REQUESTER, ("ERP",)),
    Page("intake:drivers", REQUESTER),
    Page("intake:drivers", REQUESTER, query="?q=nothing+like+it", state="no match"),
    Page("intake:drivers", MANAGER, query="?confidence=memory&retired=on"),
    Page("intake:driver", REQUESTER, ("SEC_REVIEW",)),
    Page("intake:driver", ADMIN, ("OPS_DEV",), state="per 100"),
    Page("intake:driver_price", MANAGER, ("PENTEST",)),
    Page(
        "intake:driver_price",
        MANAGER,
        ("PENTEST",),
        state="nothing typed",
        then=sending(),
        status=422,
    ),
    Page(
        "intake:driver_price",
        ADMIN,
        ("PENTEST",),
        state="too late",
        then=pricing_too_late,
        status=409,
    ),
    Page("intake:driver_new", ADMIN),
    Page("intake:driver_new", ADMIN, state="nothing typed", then=sending(), status=422),
    # One's own account.
    Page("accounts:profile", RECORDS),
    Page("accounts:tokens", RECORDS),
    Page("accounts:tokens", REQUESTER, state="with one"),
    Page(
        "accounts:tokens",
        RECORDS,
        state="nothing typed",
        then=sending("main form.gw-form"),
        status=422,
    ),
    Page("notifications:preferences", RECORDS),
    Page("account_change_password", RECORDS),
    Page("account_reauthenticate", RECORDS),
    Page("account_email", RECORDS),
    Page("account_logout", RECORDS),
    Page("socialaccount_connections", RECORDS),
    Page("mfa_index", RECORDS),
    Page("mfa_activate_totp", RECORDS, then=confirming_who_it_is),
    Page("mfa_index", TWO_FACTORS),
    Page("mfa_view_recovery_codes", TWO_FACTORS, then=confirming_who_it_is),
    Page("mfa_generate_recovery_codes", TWO_FACTORS, then=confirming_who_it_is),
    Page("mfa_reauthenticate", TWO_FACTORS),
    Page("mfa_deactivate_totp", TWO_FACTORS, then=confirming_who_it_is),
    # Pages that say no.
    Page("/no-such-page/", REQUESTER, status=404),
    Page("accounts:people", REQUESTER, status=403),
    # IT.
    Page("triage:queue", MANAGER),
    Page("triage:queue", MANAGER, query="?tier=high&order=gap&show=any"),
    Page("triage:queue", MANAGER, query="?q=nothing+like+it", state="no match"),
    Page("triage:queue", LEADER, state="read only"),
    Page("triage:money", LEADER),
    Page("triage:money", MANAGER, query="?flag=CLIFF"),
    Page("triage:money", MANAGER, query="?flag=MATCH&gap=b0", state="no match"),
    Page("triage:money_figures", POLICE, ("HB-2026-001",)),
    Page("triage:money_figures", MANAGER, ("HB-2026-007",), state="in triage"),
    Page("triage:money_figures", REQUESTER, ("{sent}",), state="not costed"),
    Page("triage:workbench", MANAGER, ("{sent}",), state="submitted"),
    Page("triage:workbench", MANAGER, ("HB-2026-007",), state="in triage"),
    Page("triage:workbench", MANAGER, ("HB-2026-003",), state="not costed"),
    Page("triage:workbench", TRIAGER, ("{asked}",), state="needs information"),
    Page("triage:workbench", MANAGER, ("{waiting}",), state="awaiting confirmation"),
    Page("triage:workbench", LEADER, ("{waiting}",), state="awaiting confirmation"),
    Page("triage:workbench", MANAGER, ("HB-2026-001",), state="accepted"),
    Page("triage:workbench", MANAGER, ("HB-2026-012",), state="deferred"),
    Page(
        "triage:decide",
        MANAGER,
        ("HB-2026-007",),
        starts_at="triage:workbench",
        state="without a reason",
        then=sending("#decide form"),
        status=422,
    ),
    Page(
        "triage:decide",
        MANAGER,
        ("HB-2026-021",),
        starts_at="triage:workbench",
        state="too late",
        then=deciding_too_late,
        status=409,
    ),
    Page("triage:workbench", MANAGER, ("{overridden}",), state="tier set by hand"),
    Page(
        "triage:set_tier",
        MANAGER,
        ("HB-2026-007",),
        starts_at="triage:workbench",
        state="without a reason",
        then=sending("#tier form"),
        status=422,
    ),
    Page("triage:request", TRIAGER, ("{overridden}",), state="tier set by hand"),
    Page("triage:overrides", LEADER),
    Page("triage:cliffs", LEADER),
    Page("triage:cliffs", MANAGER, query="?department=nothing", state="no match"),
    Page("triage:budget_calendar", MANAGER),
    Page("triage:budget_calendar", REQUESTER, state="the days only"),
    Page("triage:after", REQUESTER, ("{draft}", "{funding}")),
    Page(
        "triage:after",
        REQUESTER,
        ("{draft}", "{funding}"),
        state="nothing typed",
        then=sending(),
        status=422,
    ),
    Page("triage:plan", MANAGER),
    Page("triage:plan", LEADER, state="read only"),
    Page("triage:proposal", MANAGER, query="?first_year=2027&m_2027=150000"),
    Page("triage:proposal", LEADER, query="?first_year=2027", state="read only"),
    Page(
        "triage:proposal",
        MANAGER,
        query="?first_year=2027&m_2027=0",
        state="the mandated do not fit",
    ),
    Page(
        "triage:proposal",
        MANAGER,
        query="?first_year=2027&m_2027=much",
        state="no amount",
        status=422,
    ),
    Page(
        "triage:save_plan",
        MANAGER,
        query="?first_year=2027",
        starts_at="triage:proposal",
        state="without a name",
        then=sending("main form[method=post]"),
        status=422,
    ),
    Page("triage:saved_plan", MANAGER, ("{saved_plan}",)),
    Page("triage:compare_plans", LEADER),
    Page("triage:compare_plans", LEADER, query="?a=&b=", state="none chosen"),
    Page("triage:plan_points", MANAGER),
    Page(
        "triage:plan_points",
        MANAGER,
        state="too many points",
        then=giving_too_many_points,
        status=422,
    ),
    Page("triage:plan_links", MANAGER),
    Page(
        "triage:plan_links",
        MANAGER,
        state="nothing chosen",
        then=sending(),
        status=422,
    ),
    Page("intake:log_found_work", TRIAGER),
    Page(
        "intake:log_found_work",
        TRIAGER,
        state="nothing typed",
        then=sending(),
        status=422,
    ),
    Page("triage:request", TRIAGER, ("{found}",), state="found outside"),
    Page("triage:request", REQUESTER, ("{found}",), state="to be finished"),
    Page("intake:ask_to_finish", TRIAGER, ("{found}",)),
    Page("intake:correct_first_contact", TRIAGER, ("HB-2026-007",)),
    Page(
        "intake:correct_first_contact",
        TRIAGER,
        ("HB-2026-007",),
        state="without a reason",
        then=sending(),
        status=422,
    ),
    Page("triage:early_involvement", MANAGER),
    Page("triage:early_involvement", MANAGER, query="?year=2026"),
    Page("triage:early_involvement", REQUESTER, state="own department"),
    Page("triage:rubrics", MANAGER),
    Page("triage:rubrics", LEADER, state="read only"),
    Page(
        "triage:start_draft",
        MANAGER,
        starts_at="triage:rubrics",
        state="nothing typed",
        then=sending("#start form"),
        status=422,
    ),
    Page("triage:rubric", MANAGER, ("2026.1",)),
    Page("triage:compare", MANAGER, state="the same twice"),
    Page("triage:compare", MANAGER, query="?whole=on", state="everything"),
    Page("triage:compare", MANAGER, query="?before=2020.1", status=422),
    Page("notifications:progress", MANAGER, ("{work}",), state="under way"),
    Page("notifications:progress", MANAGER, ("{work_stopped}",), state="stopped"),
    Page("notifications:progress", LEADER, ("{work_over}",), state="over"),
    Page("triage:draft", MANAGER, ("{rubric_draft}",)),
    Page("triage:draft", LEADER, ("{rubric_draft}",), state="read only"),
    Page("triage:publish", MANAGER, ("{rubric_draft}",)),
    Page(
        "triage:publish",
        MANAGER,
        ("{rubric_draft}",),
        state="without a reason",
        then=sending(),
        status=422,
    ),
    Page("triage:what_if", MANAGER, ("{rubric_draft}",)),
    Page("triage:what_if", LEADER, ("{rubric_draft}",), state="read only"),
    Page("triage:sliders", MANAGER),
    Page("triage:sliders", MANAGER, query="?w_INT=30&depth=50", state="moved"),
    Page("triage:sliders", LEADER, query="?w_INT=-1", state="wrong", status=422),
    Page(
        "triage:draft_from_weights",
        MANAGER,
        starts_at="triage:sliders",
        state="without a title",
        then=naming_no_draft,
        status=422,
    ),
    Page("triage:draft_sliders", MANAGER, ("{rubric_draft}",)),
    Page("triage:recut", MANAGER, ("{rubric_draft}",)),
    Page(
        "triage:recut",
        MANAGER,
        ("{rubric_draft}",),
        query="?low=90",
        state="more than 100",
        status=422,
    ),
    Page(
        "triage:take_cuts",
        MANAGER,
        ("{rubric_draft}",),
        starts_at="triage:recut",
        state="too late",
        then=cutting_too_late,
        status=409,
    ),
    Page("triage:edit_weights", MANAGER, ("{rubric_draft}",)),
    Page(
        "triage:edit_weights",
        MANAGER,
        ("{rubric_draft}",),
        state="98 in all",
        then=weighing_too_little,
        status=422,
    ),
    Page(
        "triage:edit_weights",
        MANAGER,
        ("{rubric_draft}",),
        state="too late",
        then=weighing_too_late,
        status=409,
    ),
    Page("triage:edit_points", MANAGER, ("{rubric_draft}", "INT")),
    Page("triage:edit_tiers", MANAGER, ("{rubric_draft}",)),
    Page("triage:edit_lateness", MANAGER, ("{rubric_draft}",)),
    Page("triage:edit_escalators", MANAGER, ("{rubric_draft}",)),
    Page("triage:edit_escalator", MANAGER, ("{rubric_draft}", "E-CJIS")),
    Page("triage:edit_escalator", MANAGER, ("{rubric_draft}", "new")),
    Page(
        "triage:edit_escalator",
        MANAGER,
        ("{rubric_draft}", "new"),
        state="nothing typed",
        then=sending(),
        status=422,
    ),
    Page("triage:edit_questions", MANAGER, ("{rubric_draft}", "INT")),
    Page("triage:edit_question", MANAGER, ("{rubric_draft}", "INT", "INT1")),
    Page("triage:edit_question", MANAGER, ("{rubric_draft}", "INT", "new")),
    Page(
        "triage:edit_question",
        MANAGER,
        ("{rubric_draft}", "INT", "new"),
        state="nothing typed",
        then=sending(),
        status=422,
    ),
    Page("projects:projects", MANAGER),
    Page("projects:project", MANAGER, ("PRJ-014",), state="delivering"),
    Page("projects:project", MANAGER, ("PRJ-005",), state="sidelined"),
    Page("projects:project", MANAGER, ("PRJ-008",), state="retired"),
    Page("projects:project", POLICE, ("PRJ-014",), state="as the department"),
    Page("notifications:digests", LEADER),
    Page("notifications:digest", LEADER, ("{digest}",)),
    # Administrators.
    Page("accounts:people", ADMIN),
    Page("accounts:person", ADMIN, ("{person}",)),
    Page("accounts:invite", ADMIN),
    Page("accounts:invite", ADMIN, state="nothing typed", then=sending(), status=422),
    Page("accounts:import_people", ADMIN),
    Page("accounts:import_people", ADMIN, state="checked", then=choosing_a_list),
    Page("notifications:outbox", ADMIN),
    Page("notifications:outbox", ADMIN, query="?state=dead", state="nothing there"),
    Page("notifications:message", ADMIN, ("{message}",)),
    Page("notifications:message", ADMIN, ("{digest_mail}",), state="digest"),
]

# Addresses that answer GET and are no page of their own, and why.
NO_PAGES = {
    "home": "sends everybody to their first page",
    "healthz": "probe",
    "readyz": "probe",
    "account_set_password": "sends on to changing it: everybody has a password",
    "account_confirm_login_code": "sends on: codes by mail are not used",
    "mfa_download_recovery_codes": "text file",
    "socialaccount_signup": "sends on but for somebody the identity provider sent",
    "openid_connect_login": "the identity provider's page",
    "openid_connect_callback": "comes back from the identity provider",
    "intake:systems_csv": "file",
    "intake:drivers_csv": "file",
    "intake:cost_row": "a row of the money page",
    "intake:suggest_systems": "part of the idea form",
    "intake:grant_program": "part of the form of a source of money",
    "projects:export": "file",
    "triage:queue_csv": "file",
    "triage:overrides_csv": "file",
    "triage:cliffs_csv": "file",
    "triage:money_csv": "file",
    "triage:money_figures_csv": "file",
    "triage:proposal_csv": "file",
    "triage:saved_plan_csv": "file",
    **{
        f"triage:{of_it}budget_{kind}": "file"
        for of_it in ("", "it_")
        for kind in ("docx", "csv", "version_docx", "version_csv")
    },
    "triage:what_if_csv": "file",
    "triage:what_if_decisions_csv": "file",
    "triage:rubric_json": "file",
    "triage:early_involvement_csv": "file",
    "triage_api:schema": "file",
    "triage_api:docs": "not ours: a test of its own",
}

# Pages made by others, in the looks we gave them.
FOREIGN = [
    Page("admin:index", ADMIN),
    Page("admin:accounts_department_changelist", ADMIN),
    Page("admin:accounts_department_add", ADMIN),
    Page("admin:accounts_department_change", ADMIN, ("1",)),
    Page("admin:intake_system_changelist", ADMIN),
    Page("admin:intake_system_add", ADMIN),
    Page("admin:intake_system_change", ADMIN, ("1",)),
    Page("triage_api:docs", REQUESTER),
]
