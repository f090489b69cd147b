package dev.heed.sandbox.salesforce;

import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the gate before the REST resources and the CometD server beside them, in the same container. */
@Configuration(value = "salesforceWeb", proxyBeanMethods = false)
class SalesforceWeb implements WebMvcConfigurer {

    private final ApiGate gate;

    SalesforceWeb(ApiGate gate) {
        this.gate = gate;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(gate).addPathPatterns("/salesforce/services/data/*/**");
    }

    @Bean
    ServletRegistrationBean<StreamingServlet> salesforceCometd(Streaming streaming) {
        var registration = new ServletRegistrationBean<>(new StreamingServlet(streaming.server()), "/salesforce/cometd/*");
        registration.setName("salesforceCometd");
        registration.setAsyncSupported(true);
        registration.setLoadOnStartup(1);
        return registration;
    }
}
