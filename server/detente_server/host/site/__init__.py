"""What those who run the server look at with a browser, a load balancer or Prometheus.

`health` says whether it lives and whether it is ready, `metrics` shows its figures, `page` draws the status page,
`server` listens. No name is on any of it, and of private matches only how many there are.
"""
