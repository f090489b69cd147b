package dev.heed.operations;

import java.util.Collection;
import org.apache.camel.Route;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.support.LifecycleStrategySupport;
import org.springframework.stereotype.Component;

/**
 * Gives every step its whole name in the definition too. The console draws a route from its definition and looks for the figures of a step by the
 * id it finds there; the figures go by the whole name, prefix included.
 */
@Component
final class StepNames extends LifecycleStrategySupport {

    @Override
    public void onRoutesAdd(Collection<Route> routes) {
        for (Route route : routes) {
            if (route.getRoute() instanceof RouteDefinition definition && definition.getNodePrefixId() != null) {
                spell(definition, definition.getNodePrefixId());
            }
        }
    }

    private static void spell(RouteDefinition route, String prefix) {
        route.setNodePrefixId(null);
        ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ProcessorDefinition.class).stream()
                .filter(step -> step.getId() != null).forEach(step -> step.setId(prefix + step.getId()));
    }
}
