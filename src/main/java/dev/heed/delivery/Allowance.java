package dev.heed.delivery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Notes how much of its allowance of calls a system says is used: {@code api-usage=1843/100000}. Metric {@code heed.allowance.used},
 * from 0 to 1. Used by the routes as {@code allowance}.
 */
@Component
public class Allowance {

    private static final Logger LOG = LoggerFactory.getLogger(Allowance.class);
    private static final Pattern USAGE = Pattern.compile("(?<!-)api-usage=(\\d{1,12})/(\\d{1,12})");
    private static final double SCARCE = 0.9;

    private final MeterRegistry meters;
    private final Map<String, Double> used = new ConcurrentHashMap<>();

    Allowance(MeterRegistry meters) {
        this.meters = meters;
    }

    public void note(@ExchangeProperty("heedSystem") String system, @Header("Sforce-Limit-Info") String usage) {
        Matcher said = USAGE.matcher(usage == null ? "" : usage);
        if (!said.find()) {
            return;
        }
        double now = Double.parseDouble(said.group(1)) / Math.max(1, Double.parseDouble(said.group(2)));
        Double before = used.put(system, now);
        if (before == null) {
            Gauge.builder("heed.allowance.used", () -> used.get(system)).tag("system", system)
                    .description("Share of the calls that the system allows in a day").register(meters);
        }
        if (now >= SCARCE && (before == null || before < SCARCE)) {
            LOG.warn("{}: {} of the calls it allows are used", system, said.group());
        }
    }
}
