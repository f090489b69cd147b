package dev.heed.api;

import dev.heed.config.CannotStartException;
import dev.heed.deciding.Setup;
import dev.heed.dryrun.DryRun;
import dev.heed.dryrun.Proposal;
import dev.heed.dryrun.Report;
import dev.heed.trial.Finding;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a changed policy, manifest or mapping table would make different, while Heed runs. */
@RestController
@RequestMapping(path = "/api/v1/dry-run", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "dry run", description = "What would differ, without effect: docs/dry-run.md")
class DryRunResource {

    record Proposed(
            @Schema(description = "Changes recorded from then on are looked at", example = "2026-11-01T00:00:00Z") String since,
            @Schema(description = "The files that are other ones, whole, by their names in Heed's folder; the rest is as it lies there",
                    example = "{\"config/policy.yaml\": \"homeRegion: US\\nconcurrencyWindow: PT10S\"}") Map<String, String> files) {
    }

    record Answer(Report report, @Schema(description = "The first of what would differ") List<Finding> differences) {
    }

    private final DryRun dryRun;
    private final Proposal proposal;
    private final Setup today;

    DryRunResource(DryRun dryRun, Proposal proposal, Setup today) {
        this.dryRun = dryRun;
        this.proposal = proposal;
        this.today = today;
    }

    @PostMapping
    @Operation(summary = "What another policy, manifest or mapping table would make different", description = "For engineers. Past changes are resolved by both, kept messages "
            + "are read by both, and every state and every system value that differs is counted. Nothing is written.")
    @ApiResponse(responseCode = "200", description = "The figures, and the first of what would differ")
    @ApiResponse(responseCode = "409", description = "A dry run is under way already", ref = ApiDescription.PROBLEM)
    @ApiResponse(responseCode = "422", description = "A file is wrong, with its name and the line", ref = ApiDescription.PROBLEM)
    Answer run(@RequestBody Proposed proposed, @Parameter(description = "How many differences are listed, 1 to 500") @RequestParam(defaultValue = "100") int limit) {
        Paging.check(limit);
        if (proposed.since() == null) {
            throw Wrong.member("since", "is needed");
        }
        var since = Times.instant("since", proposed.since());
        Setup other = read(proposed.files() == null ? Map.of() : proposed.files());
        List<Finding> first = new ArrayList<>();
        return dryRun.run(today, other, since, finding -> {
            if (first.size() < limit) {
                first.add(finding);
            }
        }).map(report -> new Answer(report, first)).orElseThrow(() -> Wrong.of(HttpStatus.CONFLICT, "A dry run is under way already."));
    }

    private Setup read(Map<String, String> files) {
        if (files.entrySet().stream().anyMatch(file -> file.getValue() == null || !Proposal.NAMES.matcher(file.getKey()).matches())) {
            throw Wrong.member("files", "is to give texts by the names config/policy.yaml, config/taxonomy.yaml, config/systems/<system>.yaml and mappings/<system>.mapping.yaml");
        }
        try {
            return proposal.read(files);
        } catch (CannotStartException e) {
            throw Wrong.member(HttpStatus.UNPROCESSABLE_ENTITY, "files", e.getMessage());
        }
    }
}
