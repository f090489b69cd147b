package dev.heed.operations;

import io.hawt.springboot.SpringHawtioContextListener;
import io.hawt.system.ConfigManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.web.servlet.ServletListenerRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The console, Hawtio, at {@code /actuator/hawtio}. */
@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration {

    /** Hawtio registers its listener without asking whether there is another, so the listener is exchanged where it is registered. */
    @Bean
    static BeanPostProcessor consoleSignIn(ObjectProvider<ConfigManager> settings) {
        return new BeanPostProcessor() {
            @Override
            @SuppressWarnings("unchecked")
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof ServletListenerRegistrationBean<?> registration
                        && registration.getListener() instanceof SpringHawtioContextListener listener) {
                    ((ServletListenerRegistrationBean<SpringHawtioContextListener>) registration)
                            .setListener(new ConsoleSignIn(settings.getObject(), listener.servletPath));
                }
                return bean;
            }
        };
    }

    /** Who types no more than the host finds the console. */
    @Bean
    static WebMvcConfigurer frontDoor() {
        return new WebMvcConfigurer() {
            @Override
            public void addViewControllers(ViewControllerRegistry pages) {
                pages.addRedirectViewController("/", "/actuator/hawtio/");
            }
        };
    }
}
