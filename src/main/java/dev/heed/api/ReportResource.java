package dev.heed.api;

import dev.heed.clocks.PastRetention;
import dev.heed.clocks.Propagation;
import dev.heed.clocks.Propagation.Figures;
import dev.heed.clocks.Propagation.Row;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reports for those who answer for it. For operators. */
@RestController
@RequestMapping("/api/v1/reports")
@Tag(name = "reports", description = "How fast it was, and what is kept")
class ReportResource {

    private static final String CSV = "text/csv";

    record Report(@Schema(example = "2026-11") String month, Instant from, Instant to, List<Row> systems) {
    }

    private final Propagation propagation;
    private final PastRetention retention;
    private final Clock clock;

    ReportResource(Propagation propagation, PastRetention retention, Clock clock) {
        this.propagation = propagation;
        this.retention = retention;
        this.clock = clock;
    }

    @GetMapping(path = "/propagation", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "How long changes of a month took to each system", description = "Seconds from the receipt of a change to its confirmation or its end. "
            + "What needed no carrying is left out. lateChanges names refusals that were not there by their deadline, at most a thousand a system, the latest first. Also as text/csv, without them.")
    Report report(@Parameter(description = "Of the receipt, in UTC", example = "2026-11") @RequestParam String month, @RequestParam(required = false) String system) {
        YearMonth asked = month(month);
        if (system != null) {
            Characters.check("system", system, false);
        }
        Instant from = asked.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant to = asked.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return new Report(asked.toString(), from, to, propagation.report(from, to, system, clock.instant()));
    }

    @GetMapping(path = "/propagation", produces = CSV)
    @Operation(hidden = true)
    String table(@RequestParam String month, @RequestParam(required = false) String system) {
        Report report = report(month, system);
        return Stream.concat(Stream.of("month,system,of,count,open,p50Seconds,p99Seconds,maximumSeconds,late"), report.systems().stream().flatMap(row -> Stream.of(
                line(report.month(), row.system(), "withdrawals", row.withdrawals()), line(report.month(), row.system(), "all", row.all()))))
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }

    @GetMapping(path = "/retention", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "What was dropped by the latest run because it was past retention, and how many ledger entries are past it and stay")
    @ApiResponse(responseCode = "200", description = "The latest run")
    @ApiResponse(responseCode = "404", description = "There was none yet", ref = ApiDescription.PROBLEM)
    PastRetention.Run retention() {
        return retention.latest().orElseThrow(() -> Wrong.of(HttpStatus.NOT_FOUND, "Nothing was looked through yet: it is done once a day."));
    }

    private static YearMonth month(String text) {
        try {
            return YearMonth.parse(text);
        } catch (DateTimeException e) {
            throw Wrong.member("month", "is to be a year and a month, like 2026-11");
        }
    }

    private static String line(String month, String system, String of, Figures figures) {
        return Stream.of(month, system, of, figures.count(), figures.open(), figures.p50(), figures.p99(), figures.maximum(), figures.late())
                .map(value -> Objects.toString(value, "")).collect(Collectors.joining(","));
    }
}
