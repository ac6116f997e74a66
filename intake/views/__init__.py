"""Pages of intake: forms and the services behind them."""
