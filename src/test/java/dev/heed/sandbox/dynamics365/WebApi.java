package dev.heed.sandbox.dynamics365;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.web.util.UriUtils;

/** The Web API without HTTP: takes a call of the application user, gives its answer. */
final class WebApi {

    private final Database database;
    private final ChangeTracking changes;
    private final Reads reads;
    private final Edits edits;
    private final Batch batch = new Batch(this);

    WebApi(Database database, Clock clock) {
        this.database = database;
        this.changes = new ChangeTracking(database, clock);
        this.reads = new Reads(database, changes);
        this.edits = new Edits(database);
    }

    void forgetChanges(int status) {
        database.read(() -> {
            changes.forget(status);
            return status;
        });
    }

    Answer answer(Call call) {
        return answer(() -> {
            refuseUnsupported(call);
            return UriUtils.decode(call.path(), StandardCharsets.UTF_8).equals("$batch") && call.method().equals("POST") ? batch.answer(call) : one(call);
        });
    }

    Answer answer(Supplier<Answer> work) {
        try {
            return work.get();
        } catch (WebApiException e) {
            return Answer.refusal(e);
        }
    }

    Answer one(Call call) {
        refuseUnsupported(call);
        if (call.method().equals("GET")) {
            return database.read(() -> reads.answer(call));
        }
        return write(transaction -> edits.answer(call, transaction));
    }

    Answer write(Function<Transaction, Answer> work) {
        return database.write(Dynamics365Simulator.APPLICATION_USER, work);
    }

    Answer edit(Call call, Transaction transaction) {
        refuseUnsupported(call);
        return edits.answer(call, transaction);
    }

    /** A caller may leave the protocol headers out, but not ask for another version, nor for what its role does not allow. */
    private static void refuseUnsupported(Call call) {
        call.header("odata-version").filter(version -> !version.matches("4\\.0|4\\.01")).ifPresent(version -> {
            throw WebApiException.badRequest("The OData-Version '" + version + "' is not supported.");
        });
        call.header("odata-maxversion").filter(version -> !version.startsWith("4.")).ifPresent(version -> {
            throw WebApiException.badRequest("The OData-MaxVersion '" + version + "' is not supported.");
        });
        if (call.header("callerobjectid").isPresent() || call.header("mscrmcallerid").isPresent()) {
            throw WebApiException.missingPrivilege("prvActOnBehalfOfAnotherUser");
        }
        if (call.header("mscrm.bypasscustompluginexecution").filter("true"::equalsIgnoreCase).isPresent()) {
            throw WebApiException.missingPrivilege("prvBypassCustomPlugins");
        }
    }
}
