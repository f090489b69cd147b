package dev.heed.sandbox.dynamics365;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/** GET: a row, one of its values, a list, a count, the changes of a table, and who the caller is. */
final class Reads {

    private final Database database;
    private final ChangeTracking changes;

    Reads(Database database, ChangeTracking changes) {
        this.database = database;
        this.changes = changes;
    }

    Answer answer(Call call) {
        ResourcePath path = ResourcePath.parse(call.path());
        Options options = Options.parse(call.query());
        if (path.set().equals("WhoAmI") && !path.hasKey()) {
            return whoAmI(call);
        }
        Table table = Schema.bySet(path.set());
        if (path.hasKey()) {
            Row row = path.find(database, table).orElseThrow(() -> path.notFound(table));
            return path.rest().isEmpty() ? row(call, row, options) : value(call, row, path.rest());
        }
        if (path.rest().equals(List.of("$count"))) {
            return Answer.number(options.get("$deltatoken").isPresent() ? changes.count(call, table, options)
                    : matching(table, options).count());
        }
        if (!path.rest().isEmpty()) {
            throw WebApiException.noSegment(path.rest().get(0));
        }
        Page page = options.get("$skiptoken").map(Page::parse).orElseGet(Page::first);
        boolean tracked = call.prefers("odata.track-changes") || options.get("$deltatoken").isPresent() || page.tracking();
        return tracked ? changes.read(call, table, options, page) : list(call, table, options, page);
    }

    private static Answer row(Call call, Row row, Options options) {
        if (call.header("if-none-match").filter(row.etag()::equals).isPresent()) {
            return Answer.of(304);
        }
        return Answer.json(200, single(call, row, options.select(row.table()))).with("ETag", row.etag());
    }

    static ObjectNode single(Call call, Row row, List<Column> selected) {
        ObjectNode body = Json.object().put("@odata.context", Rendering.context(call.base(), row.table(), selected) + "/$entity");
        return body.setAll(Rendering.row(row, selected));
    }

    private static Answer value(Call call, Row row, List<String> rest) {
        if (rest.size() > 1) {
            throw WebApiException.noSegment(rest.get(1));
        }
        Column column = row.table().property(rest.get(0));
        Object value = row.get(column);
        if (value == null) {
            return Answer.of(204);
        }
        ObjectNode body = Json.object().put("@odata.context", call.base() + "$metadata#" + row.table().entitySet()
                + "(" + row.id() + ")/" + column.property());
        return Answer.json(200, body.putPOJO("value", Rendering.shown(value)));
    }

    private Answer list(Call call, Table table, Options options, Page page) {
        List<Column> selected = options.select(table);
        Stream<Row> ordered = options.order(table).map(matching(table, options)::sorted).orElseGet(() -> matching(table, options));
        List<Row> rows = ordered.limit(options.top().orElse(Integer.MAX_VALUE)).toList();
        int from = (int) Math.min(page.after(), rows.size());
        int to = Math.min(rows.size(), from + call.pageSize());
        ObjectNode body = Json.object().put("@odata.context", Rendering.context(call.base(), table, selected));
        if (options.counted()) {
            body.put("@odata.count", Math.min(5000, matching(table, options).count()));
        }
        ArrayNode value = body.putArray("value");
        rows.subList(from, to).forEach(row -> value.add(Rendering.row(row, selected)));
        if (to < rows.size()) {
            String query = options.toQuery();
            body.put("@odata.nextLink", call.base() + table.entitySet() + "?" + (query.isEmpty() ? "" : query + "&")
                    + "$skiptoken=" + Options.encoded(page.tokenAfter(to)));
        }
        return Answer.json(200, body);
    }

    private Stream<Row> matching(Table table, Options options) {
        return database.rows(table).stream().filter(options.filter(table));
    }

    private static Answer whoAmI(Call call) {
        return Answer.json(200, Json.object()
                .put("@odata.context", call.base() + "$metadata#Microsoft.Dynamics.CRM.WhoAmIResponse")
                .put("BusinessUnitId", Dynamics365Simulator.BUSINESS_UNIT.toString())
                .put("UserId", Dynamics365Simulator.APPLICATION_USER.toString())
                .put("OrganizationId", Dynamics365Simulator.ORGANIZATION.toString()));
    }
}
