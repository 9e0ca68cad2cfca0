using 'main.bicep'

param environment = 'prod'
param publicAddress = readEnvironmentVariable('INTAKE_PUBLIC_ADDRESS')
param operatorEmails = split(readEnvironmentVariable('INTAKE_OPERATORS'), ',')
param pipelineSku = 'Standard_ZRS'
param custodySku = 'Standard_RAGZRS'
// 12 years (R4 11 c.3), three of them leap years.
param custodyRetentionDays = 4383
param custodyPolicyState = readEnvironmentVariable('INTAKE_CUSTODY_POLICY', 'Unlocked')
// Beyond the 12 years it is three more from the programme's close: a person decides.
param deleteAfterRetention = false
param logRetentionDays = 365
param alwaysReadyHttp = 2
param maximumInstances = 100
param monthlyBudget = 600
param budgetStart = readEnvironmentVariable('INTAKE_BUDGET_START')
