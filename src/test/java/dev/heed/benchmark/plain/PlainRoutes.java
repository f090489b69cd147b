package dev.heed.benchmark.plain;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

@Component
class PlainRoutes extends RouteBuilder {

    private final int targets;
    private final String url;
    private final String authorization;

    PlainRoutes(@Value("${benchmark.count}") int targets, @Value("${benchmark.targets}") String url, @Value("${benchmark.secret}") String secret) {
        this.targets = targets;
        this.url = url;
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(("benchmark:" + secret).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void configure() {
        from("direct:changes").routeId("changes")
                .to("jms:topic:changes?exchangePattern=InOnly");

        for (int number = 1; number <= targets; number++) {
            String target = "target" + number;
            from("jms:topic:changes?subscriptionDurable=true&subscriptionShared=true&subscriptionName=" + target).routeId(target)
                    .to("jslt:classpath:benchmark/plain.jslt")
                    .removeHeaders("*")
                    .setHeader("CamelHttpMethod", constant("POST"))
                    .setHeader("Content-Type", constant("application/json; charset=utf-8"))
                    .setHeader("Authorization", constant(authorization))
                    .to(url + "/" + target + "/record?copyHeaders=false&connectTimeout=5000&responseTimeout=30000");
        }
    }
}
