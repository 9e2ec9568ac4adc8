"""The council's identity provider: where it asks people to sign in, and who came back from there.

Its document and keys are read at first use and kept for an hour. authlib checks the token, and
reads the keys anew where it was signed with one that is not among them.
"""

import time
from typing import Any
from urllib.parse import quote

from authlib.common.urls import add_params_to_uri
from authlib.integrations.base_client.async_openid import AsyncOpenIDMixin
from authlib.oauth2.auth import ClientAuth
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri, prepare_token_request
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc.errors import ClaimError, JoseError
from pydantic import BaseModel, ValidationError

from actions_server.settings import Settings
from actions_server.sign_in_settings import is_safe
from actions_server.staff.signing_in.by_provider.asking import ask
from actions_server.staff.signing_in.by_provider.begun import Begun
from actions_server.staff.signing_in.by_provider.claims import is_enough
from actions_server.staff.signing_in.by_provider.refusals import Refused, Why

KEPT_FOR = 3600.0  # seconds
LEEWAY = 120  # seconds that clocks may differ
RETURN = "/staff/sign-in/work-account/back"
SIGNED_OUT = "/staff/sign-out/done"
# A secret that both know (HS256), or no signature, proves nothing about who made a token.
TRUSTED = set("RS256 RS384 RS512 PS256 PS384 PS512 ES256 ES384 ES512 Ed25519 EdDSA".split())


class _Document(BaseModel):
    """What we need of the provider's own description."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None = None
    end_session_endpoint: str | None = None
    id_token_signing_alg_values_supported: list[str] = ["RS256"]
    token_endpoint_auth_methods_supported: list[str] = ["client_secret_basic"]
    authorization_response_iss_parameter_supported: bool = False

    def is_safe(self) -> bool:
        """Whether every address is as safe as the issuer's."""
        needed = (self.authorization_endpoint, self.token_endpoint, self.jwks_uri)
        offered = filter(None, (self.userinfo_endpoint, self.end_session_endpoint))
        scheme = self.issuer.partition(":")[0]
        return all(
            is_safe(address, with_query=True) and address.partition(":")[0] == scheme
            for address in (*needed, *offered)
        )


class Provider(AsyncOpenIDMixin):
    """Speaks with the provider that the settings name. Every method may raise Refused."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.client_id = settings.openid_client_id
        self._document: _Document | None = None
        self._keys: dict[str, Any] | None = None
        self._until = 0.0

    async def address_to_sign_in(self, begun: Begun) -> str:
        """Where the browser goes to sign in."""
        settings, document = self._settings, await self._read()
        claim, _, wanted = settings.openid_second_factor.partition("=")
        return prepare_grant_uri(
            document.authorization_endpoint,
            client_id=self.client_id,
            response_type="code",
            redirect_uri=settings.openid_address + RETURN,
            scope=settings.openid_scopes,
            state=begun.state,
            nonce=begun.nonce,
            code_challenge=create_s256_code_challenge(begun.verifier),
            code_challenge_method="S256",
            acr_values=wanted if claim == "acr" else None,
        )

    async def address_to_sign_out(self) -> str | None:
        """Where the browser goes to sign out there too, or None where that is not offered.

        The token that would name the person is not sent along: it would stand in an address. So
        the provider may ask whether it is meant.
        """
        document = await self._read()
        back = self._settings.openid_address + SIGNED_OUT
        asked = {"client_id": self.client_id, "post_logout_redirect_uri": back}
        there = document.end_session_endpoint
        return add_params_to_uri(there, list(asked.items())) if there else None

    async def claims_for(self, code: str, issuer: str, begun: Begun) -> dict[str, Any]:
        """What the provider says of the person who came back with a code, checked. issuer: who
        says that the code is theirs, which some providers add (RFC 9207)."""
        document = await self._read()
        if issuer != document.issuer and (
            issuer or document.authorization_response_iss_parameter_supported
        ):
            raise Refused(Why.UNTRUSTED, "iss of the way back")
        token = await self._trade(code, begun, document)
        claims = await self._checked(token, begun)
        if is_enough(claims, self._settings.openid_roles_claim):
            return claims
        # Many providers keep the token small and tell the rest when asked.
        return {**await self._ask_for_more(token, claims["sub"], document), **claims}

    async def load_server_metadata(self) -> dict[str, Any]:
        """For authlib: the issuer, and the signatures that are trusted."""
        document = await self._read()
        said = document.id_token_signing_alg_values_supported
        good = [name for name in said if name in TRUSTED]
        return {"issuer": document.issuer, "id_token_signing_alg_values_supported": good}

    async def fetch_jwk_set(self, force: bool = False) -> dict[str, Any]:
        """For authlib: the keys. force: even if they were read before."""
        document = await self._read()
        if self._keys is None or force:
            reply = await ask(document.jwks_uri)
            if reply.status != 200:
                raise Refused(Why.NONSENSE)
            self._keys = reply.body
        return self._keys

    async def _read(self) -> _Document:
        if self._document and time.monotonic() < self._until:
            return self._document
        issuer = self._settings.openid_issuer
        reply = await ask(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
        try:
            found = _Document.model_validate(reply.body)
        except ValidationError:
            raise Refused(Why.NONSENSE) from None
        if found.issuer != issuer or not found.is_safe():
            raise Refused(Why.NONSENSE)
        self._document, self._keys = found, None
        self._until = time.monotonic() + KEPT_FOR
        return found

    async def _trade(self, code: str, begun: Begun, document: _Document) -> dict[str, Any]:
        """The tokens for a code."""
        form = prepare_token_request(
            "authorization_code",
            code=code,
            redirect_uri=self._settings.openid_address + RETURN,
            code_verifier=begun.verifier,
        )
        secret = self._settings.openid_client_secret.get_secret_value()
        if "client_secret_basic" in document.token_endpoint_auth_methods_supported:
            # The standard wants both escaped first (RFC 6749, 2.3.1).
            auth = ClientAuth(quote(self.client_id, ""), quote(secret, ""), "client_secret_basic")
        else:
            auth = ClientAuth(self.client_id, secret, "client_secret_post")
        url, headers, body = auth.prepare("POST", document.token_endpoint, {}, form)
        reply = await ask(url, body, headers)
        if reply.status == 200 and isinstance(reply.body.get("id_token"), str):
            return reply.body
        if reply.body.get("error") == "invalid_grant":
            raise Refused(Why.CODE_SPENT)
        raise Refused(Why.REFUSED_US, "no token for the code")

    async def _checked(self, token: dict[str, Any], begun: Begun) -> dict[str, Any]:
        options = {
            "iss": {"essential": True, "value": self._settings.openid_issuer},
            "aud": {"essential": True, "value": self.client_id},
            "sub": {"essential": True, "allow_blank": False},
        }
        try:
            found = await self.parse_id_token(token, begun.nonce, options, leeway=LEEWAY)
        except ClaimError as error:
            raise Refused(Why.UNTRUSTED, f"{error.claim} of the token") from None
        except JoseError as error:
            raise Refused(Why.UNTRUSTED, error.error) from None
        except (ValueError, TypeError, KeyError, AttributeError):
            raise Refused(Why.UNTRUSTED, "the shape of the token or the keys") from None
        claims = dict(found or {})
        if not isinstance(claims.get("sub"), str) or len(claims["sub"]) > 255:
            raise Refused(Why.UNTRUSTED, "sub of the token")
        return claims

    async def _ask_for_more(
        self, token: dict[str, Any], subject: str, document: _Document
    ) -> dict[str, Any]:
        access = token.get("access_token")
        if not document.userinfo_endpoint or not isinstance(access, str) or not access.isascii():
            return {}
        bearer = {"Authorization": f"Bearer {access}"}
        reply = await ask(document.userinfo_endpoint, headers=bearer)
        if reply.status != 200:
            raise Refused(Why.NONSENSE)
        if reply.body.get("sub") != subject:
            raise Refused(Why.UNTRUSTED, "sub of what was told when asked")
        # How somebody signed in is believed from the signed token only.
        return {name: said for name, said in reply.body.items() if name not in {"acr", "amr"}}
