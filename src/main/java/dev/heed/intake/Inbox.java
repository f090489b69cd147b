package dev.heed.intake;

import dev.heed.deciding.SystemCard;
import dev.heed.deciding.Systems;
import dev.heed.embedded.Queues;
import dev.heed.intake.Intake.Outcome;
import dev.heed.intake.Turn.Opened;
import dev.heed.ledger.InboundMessages;
import dev.heed.ledger.InboundMessages.Dealt;
import dev.heed.ledger.InboundMessages.Inbound;
import dev.heed.ledger.InboundMessages.Kept;
import dev.heed.mapping.Message;
import dev.heed.mapping.Reading;
import dev.heed.mapping.Unreadable;
import dev.heed.waking.Woken;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Where raw messages are kept before they are acknowledged, and taken out again. Used by the routes as {@code inbox}. */
@Component
public class Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    /** Where nobody waits in the queue, a message that nobody took up for so long has lost its wake. */
    private static final Duration FORGOTTEN = Duration.ofSeconds(10);
    /** And where others wait. */
    private static final Duration LONGEST_UNHEARD = Duration.ofMinutes(5);
    private static final int AT_ONCE = 500;
    private static final int LANES = 1024;
    /** Messages of one transaction: enough that its cost hardly counts, few enough that those who wait for it do not wait long. */
    private static final int TOGETHER = 100;
    /** A message at which Heed failed so often, with the sweep's pauses between, waits for a person. */
    private static final int TRIES = 5;
    /** If so many failed one by one and none did well, it is not for what they say, and no try is held against any of them. */
    private static final int MANY = 10;
    private static final String WAITING = "heedWaiting";
    static final String TURN = "heedTurn";

    private final InboundMessages messages;
    private final Intake intake;
    private final Woken woken;
    private final Systems systems;
    private final Queues queues;
    private final Clock clock;
    private final TransactionTemplate transaction;
    /** Those that failed alone since others were last dealt with. */
    private final Set<Long> failing = ConcurrentHashMap.newKeySet();

    Inbox(InboundMessages messages, Intake intake, Woken woken, Systems systems, Queues queues, Clock clock, TransactionTemplate transaction) {
        this.messages = messages;
        this.intake = intake;
        this.woken = woken;
        this.systems = systems;
        this.queues = queues;
        this.clock = clock;
        this.transaction = transaction;
    }

    /**
     * Keeps a message, or a list of them, and how far its feed was read, in one transaction.
     *
     * @param position where the feed is to go on after it, null or empty if it stays where it is
     * @param once     whether what was kept before, byte for byte, is left out: for feeds that are read with an overlap
     * @return ids by which they are taken out again
     */
    public List<Kept> keep(Exchange exchange, @Header("heedSystem") String system, @Header("heedFeed") String feed,
                              @Header("heedPosition") String position, @Header("heedOnce") boolean once) {
        String type = exchange.getMessage().getHeader(Exchange.CONTENT_TYPE, "", String.class).toLowerCase(Locale.ROOT);
        List<Raw> bodies = bodies(exchange, charset(type));
        var receivedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return transaction.execute(status -> {
            List<Kept> kept = bodies.stream().filter(raw -> !once || messages.first(digest(raw.body(), system, feed)))
                    .map(raw -> new Message(feed, raw.body(), raw.charset(), type.startsWith("application/x-www-form-urlencoded"), receivedAt, digest(raw.body())))
                    .map(message -> messages.keep(system, message, lane(system, message))).toList();
            if (position != null && !position.isEmpty()) {
                messages.advance(system, feed, position);
            }
            return kept;
        });
    }

    /** Where a feed is to go on, empty if it was never read. */
    public String position(String system, String feed) {
        return messages.position(system, feed).orElse("");
    }

    /** Whether all these records were seen before, so that something that happened to them tells whom it is about. */
    public boolean knows(@Header("heedSystem") String system, @Header("heedRecords") List<String> records) {
        return messages.knows(system, records);
    }

    /** Who waits when this batch begins. */
    public Waiting waiting(Exchange exchange) {
        return new Waiting(woken.take(exchange, AT_ONCE).stream().map(Long::valueOf).toList());
    }

    /** Numbers of the messages whose turn it is. */
    public List<Long> next(@ExchangeProperty(WAITING) Waiting waiting) {
        return waiting.next(TOGETHER);
    }

    /**
     * Opens these messages, and those of their lanes that still wait before them. The body becomes those that are {@link Turn taken up together}; the
     * others wait for another turn, and what cannot be read is parked.
     */
    public void open(@Body List<Long> ids, @ExchangeProperty(WAITING) Waiting waiting, Exchange exchange) {
        Turn turn = new Turn();
        List<Inbound> found = messages.open(ids, !waiting.isApart(ids), TOGETHER);
        for (Inbound inbound : found) {
            if (turn.isClosed() || !join(turn, inbound)) {
                waiting.putBack(inbound.id());
            }
        }
        if (found.size() == TOGETHER) {
            long last = found.get(found.size() - 1).id();
            ids.stream().filter(id -> id > last).forEach(waiting::putBack);
        }
        turn.unseen(messages.claim(turn.messages().stream().map(Opened::key).toList()));
        exchange.setProperty(TURN, turn);
        exchange.getMessage().setBody(turn.messages());
    }

    /** It was not seen before. */
    public void fresh(@Body Opened message, @ExchangeProperty(TURN) Turn turn) {
        turn.take(message);
    }

    /** Takes in what was not seen before; what cannot be taken is parked whole. */
    public void take(@ExchangeProperty(TURN) Turn turn) {
        List<Opened> fresh = turn.fresh();
        if (fresh.size() == 1) {
            take(fresh.get(0), turn);
            return;
        }
        List<Opened> saying = fresh.stream().filter(message -> !message.readings().isEmpty()).toList();
        List<Outcome> outcomes = intake.together(saying.stream().map(message -> message.readings().get(0)).toList());
        for (int i = 0; i < saying.size(); i++) {
            turn.took(saying.get(i), outcomes.get(i).taken());
            if (outcomes.get(i).refused() != null) {
                park(saying.get(i).inbound().id(), outcomes.get(i).refused().getMessage());
            }
        }
    }

    private void take(Opened message, Turn turn) {
        try {
            turn.took(message, intake.take(message.readings()));
        } catch (Unreadable e) {
            park(message.inbound().id(), e.getMessage());
        }
    }

    /**
     * They are dealt with, and belong to those they were about; what was heard before belongs to whom it was about then. What tells of the end of a
     * record that is nobody's is not kept: it may show somebody who was erased, and no erasure would find it again. The body becomes what is to be told.
     */
    public Taken close(@ExchangeProperty(TURN) Turn turn) {
        List<Dealt> dealt = new ArrayList<>();
        List<Taken> taken = new ArrayList<>();
        for (Opened message : turn.messages()) {
            Taken told = turn.taken(message);
            List<Reading> readings = message.readings();
            List<UUID> subjects = told == null ? readings.stream().flatMap(reading -> intake.whose(reading).stream()).toList() : List.copyOf(told.subjects());
            if (subjects.isEmpty() && !readings.isEmpty() && intake.areLeftBehind(readings)) {
                messages.drop(message.inbound());
            } else {
                dealt.add(new Dealt(message.inbound(), subjects));
            }
            if (told != null) {
                taken.add(told);
            }
        }
        messages.close(dealt);
        if (!dealt.isEmpty()) {
            failing.clear();
        }
        return Taken.all(taken);
    }

    /**
     * What failed together is taken up one by one; what failed alone waits for the sweep, and is parked once it has failed often enough. Where it is not
     * for what they say everything waits, and nothing is parked for it.
     */
    public void failed(@ExchangeProperty(WAITING) Waiting waiting, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception cause) {
        Failure failure = new Failure(cause);
        List<Long> givenUp = waiting.failed(failure.concernsEverybody());
        if (!givenUp.isEmpty()) {
            LOG.warn("Not taken up for now: inbound messages {} ({})", givenUp, failure);
        }
        if (!failure.concernsEverybody()) {
            givenUp.forEach(id -> failed(id, failure));
        }
    }

    private void failed(long id, Failure failure) {
        failing.add(id);
        if (failing.size() <= MANY) {
            transaction.executeWithoutResult(status -> {
                if (messages.failed(id) >= TRIES) {
                    park(id, "Heed failed at it " + TRIES + " times: " + failure);
                }
            });
        }
    }

    /** Messages that were kept and never taken up: the process died, or their wake was lost. */
    public List<Kept> forgotten() {
        return messages.forgotten(queues.isEmpty("heed.inbound") ? FORGOTTEN : LONGEST_UNHEARD, AT_ONCE);
    }

    /** Whether it has its turn now, or will have none: what cannot be read is parked. */
    private boolean join(Turn turn, Inbound inbound) {
        try {
            List<Reading> readings = read(inbound);
            return turn.add(new Opened(inbound, readings, key(inbound, readings)));
        } catch (Unreadable e) {
            park(inbound.id(), e.getMessage());
            return true;
        }
    }

    private List<Reading> read(Inbound inbound) {
        SystemCard system = systems.get(inbound.system());
        if (system == null) {
            throw new Unreadable(inbound.system() + " is not switched on");
        }
        return system.mapping().read(inbound.message());
    }

    /**
     * What is shown of a record is compared with what was shown before, so the messages about one record must not overtake
     * one another. A number and not the id, which may be personal, and so that there are not too many.
     */
    private String lane(String system, Message message) {
        SystemCard card = systems.get(system);
        return card == null ? null : card.mapping().about(message).map(record -> "lane-" + Math.floorMod((system + ":" + record).hashCode(), LANES)).orElse(null);
    }

    private void park(long id, String reason) {
        LOG.warn("Parked inbound message {}: {}", id, reason);
        messages.park(id, reason);
    }

    /** One native event, whatever it came wrapped in: hashed, because ids of events can be personal. */
    private static String key(Inbound inbound, List<Reading> readings) {
        StringBuilder key = new StringBuilder(inbound.system()).append('\n').append(inbound.message().feed());
        readings.forEach(reading -> key.append('\n').append(reading.recordId()).append('\n').append(reading.provenance().event()));
        return digest(key.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String digest(byte[] body, String system, String feed) {
        return digest((system + '\n' + feed + '\n' + digest(body)).getBytes(StandardCharsets.UTF_8));
    }

    private static List<Raw> bodies(Exchange exchange, String charset) {
        Object body = exchange.getMessage().getBody();
        List<?> list = body instanceof List<?> several ? several : List.of(body == null ? new byte[0] : body);
        List<Raw> bodies = new ArrayList<>();
        list.forEach(one -> bodies.add(one instanceof Raw raw ? raw : new Raw(one instanceof byte[] bytes ? bytes
                : exchange.getContext().getTypeConverter().convertTo(String.class, exchange, one).getBytes(StandardCharsets.UTF_8), charset)));
        return bodies;
    }

    private static String charset(String contentType) {
        int at = contentType.indexOf("charset=");
        return at < 0 ? null : contentType.substring(at + 8).split(";")[0].replace("\"", "").strip();
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
