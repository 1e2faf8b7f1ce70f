package org.broadsheet.staff;

import com.webauthn4j.util.exception.WebAuthnException;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.broadsheet.members.MemberId;
import org.broadsheet.publication.Publication;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.webauthn.api.AuthenticatorAssertionResponse;
import org.springframework.security.web.webauthn.api.AuthenticatorAttachment;
import org.springframework.security.web.webauthn.api.AuthenticatorAttestationResponse;
import org.springframework.security.web.webauthn.api.Bytes;
import org.springframework.security.web.webauthn.api.ImmutablePublicKeyCredentialUserEntity;
import org.springframework.security.web.webauthn.api.PublicKeyCredential;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialCreationOptions;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialCreationOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutablePublicKeyCredentialRequestOptionsRequest;
import org.springframework.security.web.webauthn.management.ImmutableRelyingPartyRegistrationRequest;
import org.springframework.security.web.webauthn.management.PublicKeyCredentialUserEntityRepository;
import org.springframework.security.web.webauthn.management.RelyingPartyAuthenticationRequest;
import org.springframework.security.web.webauthn.management.RelyingPartyPublicKey;
import org.springframework.security.web.webauthn.management.UserCredentialRepository;
import org.springframework.security.web.webauthn.management.WebAuthnRelyingPartyOperations;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The only way to the desk: a key that a device holds, and that it uses for nobody but its owner (user verification). */
@Component
class Passkeys {
    private final WebAuthnRelyingPartyOperations operations;
    private final PublicKeyCredentialUserEntityRepository holders;
    private final UserCredentialRepository credentials;
    private final StaffStore people;
    private final SetupLinks links;
    private final AuditTrail audit;
    private final Publication publication;
    private final Clock wall;

    Passkeys(
            WebAuthnRelyingPartyOperations operations,
            PublicKeyCredentialUserEntityRepository holders,
            UserCredentialRepository credentials,
            StaffStore people,
            SetupLinks links,
            AuditTrail audit,
            Publication publication,
            @Qualifier("wall") Clock wall) {
        this.operations = operations;
        this.holders = holders;
        this.credentials = credentials;
        this.people = people;
        this.links = links;
        this.audit = audit;
        this.publication = publication;
        this.wall = wall;
    }

    /** What the browser needs to make one. Devices that already hold one of theirs are excluded. */
    @Transactional
    public PublicKeyCredentialCreationOptions creation(MemberId member) {
        introduce(member);
        return operations.createPublicKeyCredentialCreationOptions(
                new ImmutablePublicKeyCredentialCreationOptionsRequest(as(member)));
    }

    /** Keeps what the browser made, and ends the set-up that led to it. */
    @Transactional(rollbackFor = PasskeyRefused.class)
    public void register(MemberId member, Bytes challenge, PublicKeyCredential<AuthenticatorAttestationResponse> made)
            throws PasskeyRefused {
        if (people.activeRoles(member).isEmpty()) {
            throw new PasskeyRefused("does not work here");
        }
        var asked = creation(member);
        var options = PublicKeyCredentialCreationOptions.builder()
                .rp(asked.getRp())
                .user(asked.getUser())
                .challenge(challenge)
                .pubKeyCredParams(asked.getPubKeyCredParams())
                .timeout(asked.getTimeout())
                .excludeCredentials(asked.getExcludeCredentials())
                .authenticatorSelection(asked.getAuthenticatorSelection())
                .attestation(asked.getAttestation())
                .extensions(asked.getExtensions())
                .build();
        try {
            var kept = operations.registerCredential(
                    new ImmutableRelyingPartyRegistrationRequest(options, new RelyingPartyPublicKey(made, kind(made))));
            if (!kept.isUvInitialized()) {
                throw new PasskeyRefused("user not verified");
            }
        } catch (WebAuthnException | IllegalArgumentException refused) {
            throw new PasskeyRefused(refused);
        }
        people.markReady(member, wall.instant());
        links.useUp(member);
        audit.recordOf(member, "passkey.added", kind(made));
    }

    /** The same for everybody: nobody has to say first who they are. */
    PublicKeyCredentialRequestOptions request() {
        return operations.createCredentialRequestOptions(
                new ImmutablePublicKeyCredentialRequestOptionsRequest(new AnonymousAuthenticationToken(
                        "nobody", "nobody", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"))));
    }

    @Transactional(rollbackFor = PasskeyRefused.class)
    public MemberId signIn(Bytes challenge, PublicKeyCredential<AuthenticatorAssertionResponse> answer)
            throws PasskeyRefused {
        if (credentials.findByCredentialId(answer.getRawId()) == null) {
            throw new PasskeyRefused("unknown");
        }
        var asked = request();
        var options = PublicKeyCredentialRequestOptions.builder()
                .challenge(challenge)
                .rpId(asked.getRpId())
                .timeout(asked.getTimeout())
                .userVerification(asked.getUserVerification())
                .extensions(asked.getExtensions())
                .build();
        try {
            var holder = operations.authenticate(new RelyingPartyAuthenticationRequest(options, answer));
            var member = new MemberId(UUID.fromString(holder.getName()));
            if (people.activeRoles(member).isEmpty()) {
                throw new PasskeyRefused("does not work here");
            }
            audit.recordOf(member, "signed-in", "passkey");
            return member;
        } catch (WebAuthnException | IllegalArgumentException refused) {
            throw new PasskeyRefused(refused);
        }
    }

    List<Passkey> of(MemberId member) {
        return holder(member)
                .map(id -> credentials.findByUserId(id).stream()
                        .map(each -> new Passkey(
                                each.getCredentialId().toBase64UrlString(),
                                each.getLabel(),
                                each.getCreated(),
                                each.getLastUsed()))
                        .sorted(Comparator.comparing(Passkey::addedAt))
                        .toList())
                .orElse(List.of());
    }

    /** False for the last one, and for somebody else's. */
    @Transactional
    public boolean remove(MemberId member, String id) {
        var own = of(member);
        if (own.size() < 2 || own.stream().noneMatch(each -> each.id().equals(id))) {
            return false;
        }
        credentials.delete(Bytes.fromBase64(id));
        audit.recordOf(member, "passkey.removed", "");
        return true;
    }

    /** A password manager shows both names, so they tell the newsroom's, and of the person the UUID alone. */
    private void introduce(MemberId member) {
        if (holder(member).isEmpty()) {
            var newsroom = publication.newsroom();
            holders.save(ImmutablePublicKeyCredentialUserEntity.builder()
                    .id(Bytes.random())
                    .name(member.value().toString())
                    .displayName(newsroom.name(newsroom.firstLanguage()))
                    .build());
        }
    }

    private Optional<Bytes> holder(MemberId member) {
        return Optional.ofNullable(holders.findByUsername(member.value().toString()))
                .map(each -> each.getId());
    }

    /** Not what the person calls it: that could be their name. */
    private static String kind(PublicKeyCredential<?> made) {
        return AuthenticatorAttachment.CROSS_PLATFORM.equals(made.getAuthenticatorAttachment()) ? "key" : "device";
    }

    private static Authentication as(MemberId member) {
        return UsernamePasswordAuthenticationToken.authenticated(
                member.value().toString(), "", AuthorityUtils.NO_AUTHORITIES);
    }
}
