/* The time of day runs FAST_CLOCK_SPEED times as fast since FAST_CLOCK_START (nanoseconds since 1970); timers run as ever.
 *
 * Preloaded into the functions and the emulator, so that minutes of leases, pauses and visibility pass in seconds and the
 * functions are those that are deployed. What is measured with the monotonic clock (timeouts of calls, the budget of a
 * request) is not changed. */
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static long long speed, start;

__attribute__((constructor)) static void read_environment(void) {
    const char *given_speed = getenv("FAST_CLOCK_SPEED"), *given_start = getenv("FAST_CLOCK_START");
    speed = given_speed ? atoll(given_speed) : 1;
    start = given_start ? atoll(given_start) : 0;
}

int clock_gettime(clockid_t clock, struct timespec *time) {
    int failed = (int)syscall(SYS_clock_gettime, clock, time);
    if (!failed && clock == CLOCK_REALTIME && speed > 1) {
        long long now = time->tv_sec * 1000000000LL + time->tv_nsec;
        long long fast = start + (now - start) * speed;
        time->tv_sec = fast / 1000000000LL;
        time->tv_nsec = fast % 1000000000LL;
    }
    return failed;
}
