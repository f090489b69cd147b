package dev.heed.sandbox.dynamics365;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** The body of a webhook: the execution context of an asynchronous step, in the words and escapes of the vendor's serialiser. */
final class ExecutionContext {

    private static final String CONTRACTS = ":http://schemas.microsoft.com/xrm/2011/Contracts";

    private ExecutionContext() {
    }

    static String of(Change change) {
        Row row = change.row();
        ObjectNode context = Json.object();
        context.put("BusinessUnitId", Dynamics365Simulator.BUSINESS_UNIT.toString()).put("CorrelationId", change.operation().toString())
                .put("Depth", 1).put("InitiatingUserId", change.user().toString());
        ObjectNode target = context.putArray("InputParameters").addObject().put("key", "Target");
        target.set("value", change.message().equals("Delete") ? reference(row.table().logicalName(), row.id()) : entity(change));
        context.put("IsExecutingOffline", false).put("IsInTransaction", false).put("IsOfflinePlayback", false)
                .put("IsolationMode", 1).put("MessageName", change.message()).put("Mode", 1)
                .put("OperationCreatedOn", date(change.at(), "-0700")).put("OperationId", UUID.randomUUID().toString())
                .put("OrganizationId", Dynamics365Simulator.ORGANIZATION.toString())
                .put("OrganizationName", Dynamics365Simulator.ORGANIZATION_NAME);
        context.putArray("OutputParameters");
        ObjectNode step = reference("sdkmessageprocessingstep", step(change));
        step.remove("__type");
        context.set("OwningExtension", step);
        context.putNull("ParentContext");
        image(context.putArray("PostEntityImages"), change);
        context.putArray("PreEntityImages");
        context.put("PrimaryEntityId", row.id().toString()).put("PrimaryEntityName", row.table().logicalName())
                .putNull("RequestId").put("SecondaryEntityName", "none");
        context.putArray("SharedVariables");
        context.put("Stage", 40).put("UserId", change.user().toString());
        // a slash stands only within strings here; the vendor escapes each
        return Json.text(context).replace("/", "\\/");
    }

    private static ObjectNode entity(Change change) {
        ObjectNode entity = Json.object().put("__type", "Entity" + CONTRACTS);
        ArrayNode attributes = entity.putArray("Attributes");
        change.attributes().forEach((name, value) -> {
            // a column that is empty in a new row is no part of the target
            if (value != null || !change.message().equals("Create")) {
                attribute(attributes, change.row().table(), name, value);
            }
        });
        return described(entity, change.row());
    }

    private static void image(ArrayNode images, Change change) {
        Table table = change.row().table();
        if (change.message().equals("Delete")) {
            return;
        }
        ObjectNode image = images.addObject().put("key", "AsynchronousStepPrimaryName").putObject("value");
        attribute(image.putArray("Attributes"), table, table.label(), change.row().get(table.label()));
        described(image, change.row());
    }

    private static ObjectNode described(ObjectNode entity, Row row) {
        entity.putNull("EntityState").putArray("FormattedValues");
        entity.put("Id", row.id().toString()).putArray("KeyAttributes");
        entity.put("LogicalName", row.table().logicalName()).putArray("RelatedEntities");
        return entity.putNull("RowVersion");
    }

    private static void attribute(ArrayNode attributes, Table table, String name, Object value) {
        ObjectNode attribute = attributes.addObject().put("key", name);
        if (value instanceof Instant instant) {
            attribute.put("value", date(instant, ""));
        } else if (value instanceof Integer number) {
            attribute.putObject("value").put("__type", "OptionSetValue" + CONTRACTS).put("Value", number);
        } else if (value instanceof UUID id && !name.equals(table.key().name())) {
            attribute.set("value", reference(table.column(name).target(), id));
        } else {
            attribute.putPOJO("value", Rendering.shown(value));
        }
    }

    private static ObjectNode reference(String logicalName, UUID id) {
        ObjectNode reference = Json.object().put("__type", "EntityReference" + CONTRACTS).put("Id", id.toString());
        reference.putArray("KeyAttributes");
        return reference.put("LogicalName", logicalName).putNull("Name").putNull("RowVersion");
    }

    private static String date(Instant instant, String offset) {
        return "/Date(" + instant.toEpochMilli() + offset + ")/";
    }

    private static UUID step(Change change) {
        return UUID.nameUUIDFromBytes((change.message() + change.row().table().logicalName()).getBytes());
    }

    /** What every webhook request says of itself in its headers. */
    static Map<String, String> headers(Change change) {
        return Map.of("x-ms-dynamics-organization", Dynamics365Simulator.ORGANIZATION_NAME + ".crm4.dynamics.com",
                "x-ms-dynamics-entity-name", change.row().table().logicalName(),
                "x-ms-dynamics-request-name", change.message(),
                "x-ms-correlation-request-id", change.operation().toString());
    }
}
