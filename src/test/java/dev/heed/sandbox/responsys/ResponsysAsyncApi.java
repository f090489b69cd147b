package dev.heed.sandbox.responsys;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The twin of the merge that answers at once and works a little later: what is wrong with the rows shows only when asked. */
@RestController
@RequestMapping("/responsys/rest/asyncApi/v1.3")
class ResponsysAsyncApi {

    static final String API_NAME = "mergeListMembers";
    private static final int DELAY_MILLIS = 200;

    record Accepted(String requestId, String apiName, String status, List<Members.Link> links) {
    }

    private final ResponsysSimulator responsys;
    private final Clock clock;
    private final Map<String, AsyncStatus> requests = new ConcurrentHashMap<>();

    ResponsysAsyncApi(ResponsysSimulator responsys, Clock clock) {
        this.responsys = responsys;
        this.clock = clock;
    }

    @PostMapping("/lists/{list}/members")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted merge(@PathVariable String list, @RequestHeader(name = "Authorization", required = false) String token,
                   HttpServletRequest request) {
        responsys.tokens().check(token);
        responsys.limits().take(Api.ASYNC_MERGE);
        MergeRequest merge = JsonBody.read(request, MergeRequest.class);
        String id = UUID.randomUUID().toString();
        requests.put(id, AsyncStatus.inProgress(id, clock.instant()));
        responsys.scheduler().schedule(() -> requests.computeIfPresent(id, (key, status) -> work(status, list, merge)),
                DELAY_MILLIS, TimeUnit.MILLISECONDS);
        return new Accepted(id, API_NAME, "REQUEST_ACCEPTED", List.of(
                new Members.Link("self", "/rest/asyncApi/v1.3/lists/" + list + "/members", "POST"),
                new Members.Link("asyncResponse", "/rest/asyncApi/v1.3/requests/" + id, "GET")));
    }

    @GetMapping("/requests/{id}")
    AsyncStatus status(@PathVariable String id, @RequestHeader(name = "Authorization", required = false) String token) {
        responsys.tokens().check(token);
        responsys.limits().take(Api.ASYNC_STATUS);
        return requests.getOrDefault(id, AsyncStatus.purged(id));
    }

    private AsyncStatus work(AsyncStatus status, String list, MergeRequest merge) {
        try {
            if (!ResponsysSimulator.LIST.equals(list)) {
                throw ApiError.noList(list);
            }
            merge.check();
            List<List<String>> results = new Merge(responsys.list(), responsys.writes()).apply(merge);
            return status.done(Map.of("recordData", new RecordData(List.of("RIID_"), results, null), "mergeRule", merge.mergeRule()),
                    "SUCCESS", clock.instant());
        } catch (ApiError refused) {
            return status.done(refused.body, "FAILURE", clock.instant());
        }
    }
}
