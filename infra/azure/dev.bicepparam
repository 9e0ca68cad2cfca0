using 'main.bicep'

param environment = 'dev'
param publicAddress = readEnvironmentVariable('INTAKE_PUBLIC_ADDRESS')
param operatorEmails = split(readEnvironmentVariable('INTAKE_OPERATORS'), ',')
param pipelineSku = 'Standard_LRS'
param custodySku = 'Standard_LRS'
// A day, so that the environment can be taken down again.
param custodyRetentionDays = 1
param custodyPolicyState = readEnvironmentVariable('INTAKE_CUSTODY_POLICY', 'Unlocked')
param deleteAfterRetention = true
param logRetentionDays = 30
param alwaysReadyHttp = 0
param maximumInstances = 40
param monthlyBudget = 50
param budgetStart = readEnvironmentVariable('INTAKE_BUDGET_START')
