package dev.heed.api;

import dev.heed.change.ContactPoint;
import dev.heed.identity.ContactPoints;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Reads addresses and numbers from members and parameters, and refuses what is none. */
@Component
class Addresses {

    private final ContactPoints contactPoints;

    Addresses(ContactPoints contactPoints) {
        this.contactPoints = contactPoints;
    }

    /** Null for null. */
    ContactPoint email(String member, String text) {
        return text == null ? null : contactPoints.email(text).orElseThrow(() -> Wrong.member(member, "is no e-mail address"));
    }

    /** Null for null. */
    ContactPoint phone(String member, String text) {
        return text == null ? null : contactPoints.phone(text).orElseThrow(() -> Wrong.member(member, "is no telephone number"));
    }

    /**
     * The address or number, with its kind before it ({@code email:ada@example.com}) or without.
     *
     * @param kind what it is to be, empty if it may be either
     */
    ContactPoint any(String member, String text, Optional<ContactPoint.Kind> kind) {
        String bare = text.replaceFirst("^(email|phone):", "");
        Optional<ContactPoint> email = text.startsWith("phone:") ? Optional.empty() : contactPoints.email(bare);
        Optional<ContactPoint> phone = text.startsWith("email:") ? Optional.empty() : contactPoints.phone(bare);
        return email.or(() -> phone).filter(point -> kind.isEmpty() || point.kind() == kind.get()).orElseThrow(() -> Wrong.member(member,
                "is " + kind.map(one -> one == ContactPoint.Kind.EMAIL ? "no e-mail address" : "no telephone number")
                        .orElse("neither an e-mail address nor a telephone number")));
    }
}
