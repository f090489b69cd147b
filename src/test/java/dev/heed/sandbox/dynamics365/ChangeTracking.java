package dev.heed.sandbox.dynamics365;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What was created, changed or deleted in a table since a caller last asked: rows by version, then deletions. */
final class ChangeTracking {

    /** Deletions are placed behind every row: no row version is as high as this. */
    private static final long BEHIND_ROWS = 1L << 52;

    /** One entry of the answer; its place is its position in the whole. */
    private record Entry(long place, ObjectNode json) {
    }

    private final Database database;
    private final Clock clock;
    private long oldest;
    private int gone;

    ChangeTracking(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Answer read(Call call, Table table, Options options, Page page) {
        refuseUnsupported(table, options);
        Page here = page.tracking() ? page : new Page(1, 0, since(options), database.version());
        List<Column> selected = options.select(table);
        List<Entry> left = entries(call, table, selected, here).filter(entry -> entry.place > here.after())
                .limit(call.pageSize() + 1L).toList();
        boolean more = left.size() > call.pageSize();
        List<Entry> shown = more ? left.subList(0, call.pageSize()) : left;

        ObjectNode body = Json.object();
        body.put("@odata.context", Rendering.context(call.base(), table, selected) + (here.since() > 0 ? "/$delta" : ""));
        Function<String, String> link = mark -> call.base() + table.entitySet() + "?" + (options.toQuery().isEmpty() ? "" : options.toQuery() + "&") + mark;
        if (!more) {
            DeltaToken token = new DeltaToken(here.until(), clock.instant());
            body.put("@odata.deltaLink", link.apply("$deltatoken=" + Options.encoded(token.toString())));
        }
        ArrayNode value = body.putArray("value");
        shown.forEach(entry -> value.add(entry.json));
        if (more) {
            String token = here.tokenAfter(shown.get(shown.size() - 1).place);
            body.put("@odata.nextLink", link.apply("$skiptoken=" + Options.encoded(token)));
        }
        return Answer.json(200, body).with("Preference-Applied", "odata.track-changes");
    }

    long count(Call call, Table table, Options options) {
        refuseUnsupported(table, options);
        return entries(call, table, List.of(), new Page(1, 0, since(options), database.version())).count();
    }

    /** Every delta link given until now is refused with this status. */
    void forget(int status) {
        oldest = database.nextVersion();
        gone = status;
    }

    private long since(Options options) {
        return options.get("$deltatoken").map(token -> {
            long version = DeltaToken.parse(token, clock.instant()).version();
            if (version < oldest) {
                throw DeltaToken.expired(gone);
            }
            return version;
        }).orElse(0L);
    }

    private Stream<Entry> entries(Call call, Table table, List<Column> selected, Page page) {
        Stream<Entry> rows = database.rows(table).stream()
                .filter(row -> row.version() > page.since() && row.version() <= page.until())
                .sorted(Comparator.comparingLong(Row::version))
                .map(row -> new Entry(row.version(), Rendering.row(row, selected)));
        // a first read tells nothing of what is gone
        Stream<Entry> gone = page.since() == 0 ? Stream.empty() : database.deletions(table).stream()
                .filter(deletion -> deletion.version() > page.since() && deletion.version() <= page.until())
                .map(deletion -> new Entry(BEHIND_ROWS + deletion.version(), gone(call, table, deletion)));
        return Stream.concat(rows, gone);
    }

    private static ObjectNode gone(Call call, Table table, Database.Deletion deletion) {
        return Json.object()
                .put("@odata.context", call.base() + "$metadata#" + table.entitySet() + "/$deletedEntity")
                .put("id", deletion.id().toString())
                .put("reason", "deleted");
    }

    private static void refuseUnsupported(Table table, Options options) {
        Stream.of("$filter", "$orderby", "$top").filter(name -> options.get(name).isPresent()).findFirst().ifPresent(name -> {
            throw WebApiException.badRequest("The \"" + name + "\" query parameter isn't supported when Change Tracking is enabled.");
        });
        if (!table.open()) {
            throw WebApiException.badRequest("Change tracking is not enabled for the entity " + table.logicalName() + ".");
        }
    }
}
