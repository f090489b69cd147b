package dev.heed.notary;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.heed.evidence.SignedCheckpoint;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Carries checkpoints out of the database into a file, where whoever can write to the database cannot reach them. Every node keeps a whole file of
 * its own. Used by the routes as {@code checkpointExport}.
 */
@Component
public class CheckpointExport {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointExport.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int AT_ONCE = 500;

    private final Checkpoints checkpoints;
    private final ExportFile file;
    private final OwnFolder folder;

    CheckpointExport(Checkpoints checkpoints, ExportFile file, OwnFolder folder) {
        this.checkpoints = checkpoints;
        this.file = file;
        this.folder = folder;
    }

    /** Adds what the file does not have yet. */
    public synchronized void append() throws IOException {
        if (file.path().startsWith(folder.path())) {
            folder.create();
        }
        String last = file.last();
        long number = last == null ? 0 : number(last);
        if (last != null && !Objects.equals(last, checkpoints.find(number).map(SignedCheckpoint::line).orElse(null))) {
            LOG.error("Checkpoint {} in the database is not the one that was exported: nothing more is added to the export until a person has looked. "
                    + "The verification says more.", number);
            return;
        }
        for (List<String> lines = lines(number); !lines.isEmpty(); lines = lines(number)) {
            file.append(lines);
            number += lines.size();
        }
    }

    private List<String> lines(long after) {
        return checkpoints.after(after, AT_ONCE).stream().map(SignedCheckpoint::line).toList();
    }

    /** @throws IllegalArgumentException if it is no exported checkpoint */
    static long number(String line) {
        try {
            return JSON.readTree(line).required("checkpoint").required("number").longValue();
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new IllegalArgumentException("This line is no exported checkpoint");
        }
    }
}
