package dev.heed.embedded;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says kindly what to do when two processes want one data folder. */
final class DataFolderInUseAnalyzer extends AbstractFailureAnalyzer<DataFolderInUseException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, DataFolderInUseException cause) {
        return new FailureAnalysis(cause.getMessage(),
                "Stop the other one first, or give this one a folder of its own: --heed.data=<folder>.", cause);
    }
}
