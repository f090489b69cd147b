package dev.heed.benchmark;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;

/** Notes how often each step of each route ran and how long it took, with what it called, and writes that down when Heed stops. */
public class StepTimes implements InterceptStrategy, DisposableBean {

    private final Path file;
    private final Map<String, Step> steps = new ConcurrentHashMap<>();

    StepTimes(@Value("${benchmark.steps}") Path file) {
        this.file = file;
    }

    private record Step(LongAdder times, LongAdder nanos) {
    }

    @Override
    public Processor wrapProcessorInInterceptors(CamelContext context, NamedNode node, Processor target, Processor next) {
        Step step = steps.computeIfAbsent(node.getId(), id -> new Step(new LongAdder(), new LongAdder()));
        return new DelegateAsyncProcessor(target) {
            @Override
            public boolean process(Exchange exchange, AsyncCallback callback) {
                long start = System.nanoTime();
                return super.process(exchange, sync -> {
                    step.times().increment();
                    step.nanos().add(System.nanoTime() - start);
                    callback.done(sync);
                });
            }
        };
    }

    @Override
    public void destroy() throws IOException {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            steps.entrySet().stream().filter(step -> step.getValue().times().sum() > 0)
                    .sorted(Comparator.comparing(step -> -step.getValue().nanos().sum()))
                    .forEach(step -> out.printf(Locale.ROOT, "%-40s %9d times %10.3f ms each %12.0f ms in all%n", step.getKey(), step.getValue().times().sum(),
                            step.getValue().nanos().sum() / 1e6 / step.getValue().times().sum(), step.getValue().nanos().sum() / 1e6));
        }
    }
}
