from django.urls import path

from accounts.views import demo, invitations, people, people_import, profile, tokens

app_name = "accounts"

urlpatterns = [
    path("profile/", profile.profile, name="profile"),
    path("profile/department/", profile.ask_for_department, name="ask_for_department"),
    path("profile/tokens/", tokens.tokens, name="tokens"),
    path("profile/tokens/<int:pk>/revoke/", tokens.revoke, name="revoke_token"),
    path("people/", people.people, name="people"),
    path("people/invite/", invitations.invite, name="invite"),
    path("people/import/", people_import.check, name="import_people"),
    path("people/import/confirm/", people_import.confirm, name="confirm_import"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/roles/", people.grant_roles, name="grant_roles"),
    path(
        "people/<int:pk>/department/",
        people.confirm_department,
        name="confirm_department",
    ),
    path("people/<int:pk>/email/", people.change_email, name="change_email"),
    path("people/<int:pk>/deactivate/", people.deactivate, name="deactivate"),
    path("people/<int:pk>/reactivate/", people.reactivate, name="reactivate"),
    path(
        "invitations/<int:pk>/send-again/",
        invitations.send_again,
        name="send_invitation_again",
    ),
    path(
        "invitations/<int:pk>/withdraw/",
        invitations.withdraw,
        name="withdraw_invitation",
    ),
    path("invitation/<str:token>/", invitations.accept, name="accept_invitation"),
    path("demo/", demo.demo, name="demo"),
    path("demo/sign-in/", demo.sign_in, name="demo_sign_in"),
]
