package dev.heed.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heed.evidence.Chain.Flaw;
import dev.heed.evidence.Headers.Linked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class ChainTest {

    @Property(tries = 100)
    void acceptsWhatWasWritten(@ForAll @Size(max = 12) List<@AlphaChars @StringLength(max = 6) String> values) {
        assertThat(flaws(Headers.chain(Headers.ADA, values))).allMatch(Optional::isEmpty);
    }

    @Property(tries = 100)
    void findsAnAlteredEntryAndNoOther(@ForAll @Size(min = 1, max = 12) List<@AlphaChars @StringLength(max = 6) String> values,
                                       @ForAll @IntRange(min = 0, max = 11) int at) {
        List<Linked> chain = Headers.chain(Headers.ADA, values);
        int place = at % chain.size();
        Linked whole = chain.get(place);
        chain.set(place, new Linked(Headers.header(Headers.ADA, place + 1, values.get(place) + "!", whole.header().prior()), whole.hash()));

        assertThat(onlyFlaw(chain, place)).contains(Flaw.ALTERED);
    }

    @Property(tries = 100)
    void findsWhereOneIsMissing(@ForAll @Size(min = 2, max = 12) List<@AlphaChars @StringLength(max = 6) String> values,
                                @ForAll @IntRange(min = 0, max = 10) int at) {
        List<Linked> chain = Headers.chain(Headers.ADA, values);
        int place = at % (chain.size() - 1);
        chain.remove(place);

        assertThat(onlyFlaw(chain, place)).contains(Flaw.MISSING);
    }

    @Property(tries = 100)
    void findsWhatFollowsAnExchangedEntry(@ForAll @Size(min = 2, max = 12) List<@AlphaChars @StringLength(max = 6) String> values,
                                          @ForAll @IntRange(min = 0, max = 10) int at) {
        List<Linked> chain = Headers.chain(Headers.ADA, values);
        int place = at % (chain.size() - 1);
        Header other = Headers.header(Headers.ADA, place + 1, values.get(place) + "!", chain.get(place).header().prior());
        chain.set(place, new Linked(other, Chain.hash(other)));

        assertThat(onlyFlaw(chain, place + 1)).contains(Flaw.UNLINKED);
    }

    @Property(tries = 100)
    void findsAnEntryThatWasPutIntoAnothersChain(@ForAll @Size(min = 1, max = 12) List<@AlphaChars @StringLength(max = 6) String> values,
                                                 @ForAll @IntRange(min = 0, max = 11) int at) {
        List<Linked> chain = Headers.chain(Headers.ADA, values);
        int place = at % chain.size();
        Linked others = Headers.chain(new UUID(1, 2), values).get(place);
        chain.set(place, new Linked(Headers.header(Headers.ADA, place + 1, values.get(place), others.header().prior()), others.hash()));

        assertThat(flaws(chain).get(place)).contains(Flaw.ALTERED);
    }

    private static Optional<Flaw> onlyFlaw(List<Linked> chain, int place) {
        List<Optional<Flaw>> flaws = flaws(chain);
        Optional<Flaw> flaw = flaws.remove(place);
        assertThat(flaws).allMatch(Optional::isEmpty);
        return flaw;
    }

    private static List<Optional<Flaw>> flaws(List<Linked> entries) {
        Chain chain = new Chain();
        List<Optional<Flaw>> flaws = new ArrayList<>();
        entries.forEach(entry -> flaws.add(chain.follow(entry.header(), entry.hash())));
        return flaws;
    }
}
