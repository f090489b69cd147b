package dev.heed.notary;

import dev.heed.evidence.SignedCheckpoint;
import java.io.BufferedReader;
import java.io.IOException;

/** The checkpoints outside the database, read along with the ones inside. The database must hold exactly them; it may hold newer ones. */
final class Exported {

    private final Findings findings;
    private final BufferedReader lines;
    private String line;
    private long number;
    private long read;
    private long unexported;

    Exported(Findings findings, BufferedReader lines) throws IOException {
        this.findings = findings;
        this.lines = lines;
        advance();
    }

    private void advance() throws IOException {
        line = lines == null ? null : lines.readLine();
        if (line != null) {
            read++;
            try {
                number = CheckpointExport.number(line);
            } catch (IllegalArgumentException e) {
                findings.add(Fault.ofTree("line " + read + " of the export is no checkpoint"));
                advance();
            }
        }
    }

    void compare(SignedCheckpoint signed) throws IOException {
        long here = signed.checkpoint().number();
        while (line != null && number < here) {
            missing();
        }
        if (line == null) {
            unexported++;
        } else if (number > here) {
            findings.add(Fault.ofCheckpoint(here, "it was not exported, though later ones were"));
        } else {
            if (!line.equals(signed.line())) {
                findings.add(Fault.ofCheckpoint(here, "the database holds another one than was exported: history was written anew"));
            }
            advance();
        }
    }

    void end() throws IOException {
        while (line != null) {
            missing();
        }
    }

    private void missing() throws IOException {
        findings.add(Fault.ofCheckpoint(number, "it was exported, and the database does not hold it in its place"));
        advance();
    }

    long read() {
        return read;
    }

    long unexported() {
        return unexported;
    }
}
