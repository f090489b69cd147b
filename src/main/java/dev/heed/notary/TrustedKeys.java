package dev.heed.notary;

import dev.heed.evidence.VerifyingKey;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Keys that are believed because the configuration names them, not because the database does. */
record TrustedKeys(Map<String, VerifyingKey> byId) {

    static TrustedKeys of(Collection<VerifyingKey> keys) {
        return new TrustedKeys(keys.stream().collect(Collectors.toMap(VerifyingKey::id, Function.identity(), (one, same) -> one)));
    }

    boolean contain(String id) {
        return byId.containsKey(id);
    }
}
