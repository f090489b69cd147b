package dev.heed.operations;

import org.apache.camel.CamelContext;
import org.apache.camel.model.Model;
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

    /** Not before: until then the names of the figures are made of prefix and id. */
    @Override
    public void onContextStarted(CamelContext camel) {
        camel.getCamelContextExtension().getContextPlugin(Model.class).getRouteDefinitions().stream()
                .filter(route -> route.getNodePrefixId() != null).forEach(StepNames::spell);
    }

    private static void spell(RouteDefinition route) {
        String prefix = route.getNodePrefixId();
        route.setNodePrefixId(null);
        route.getInput().setId(prefix + "from");
        // What is abstract is the handling of errors, which many routes have in common.
        ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs().stream().filter(step -> !step.isAbstract()).toList(), ProcessorDefinition.class)
                .stream().filter(step -> step.getId() != null).forEach(step -> step.setId(prefix + step.getId()));
    }
}
